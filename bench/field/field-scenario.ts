import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import type { Bench } from '../measure/bench.ts'
import { printStatements } from '../measure/print-statements.ts'
import { fieldCases } from './field-case.ts'
import { measureField } from './measure-field.ts'

/** One field of all companies of `base`, with history, beside the bare UPDATE of its column; then the undo. */
export async function fieldScenario(bench: Bench, base: string): Promise<void> {
  const { server, report } = bench
  const { rows } = await server.withDatabase(base, (pool) =>
    onlyRow<{ rows: number }>(pool, sql`select count(*) as rows from company`),
  )
  report.head(`field: one field of all ${rows} companies`)
  for (const one of fieldCases) {
    const { ours, floor, floorWithTexts, undo, undoAtOnce, hot, undoHot } = await measureField(bench, {
      base,
      rows,
      one,
    })
    const add = (what: string, figure: Omit<Parameters<typeof report.add>[0], 'scenario' | 'what' | 'rows'>) =>
      report.add({ scenario: 'field', what: `${one.fieldKey}: ${what}`, rows, ...figure })
    const { change, changeAim, undo: undoLimit } = one.limits
    add('changed / UPDATE', { ours, floor, limit: change, ...(changeAim ? { aim: changeAim } : {}) })
    add('undone / UPDATE', { ours: undo, floor, limit: undoLimit })
    if (floorWithTexts !== undefined) {
      add('changed / UPDATE with searched texts', { ours, floor: floorWithTexts })
      add('undone / UPDATE with searched texts', { ours: undo, floor: floorWithTexts })
    }
    add('undone at once, unvacuumed / UPDATE', { ours: undoAtOnce, floor })
    add('HOT updates of company', { ours: hot * 100, unit: '%' })
    add('HOT updates of company, undo', { ours: undoHot * 100, unit: '%' })
    if (bench.statements) await printStatements(bench, `field: ${one.what}`)
  }
}

import { fieldOf } from '../../src/shared/catalogue/catalogue.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import type { Bench } from '../measure/bench.ts'
import { printStatements } from '../measure/print-statements.ts'
import { fieldCases, type FieldCase } from './field-case.ts'
import { measureField } from './measure-field.ts'

/** One field of all companies of `base`, with history, beside the bare UPDATE of its column; then the undo. */
export async function fieldScenario(bench: Bench, base: string): Promise<void> {
  const { server, report } = bench
  const { rows } = await server.withDatabase(base, (pool) =>
    onlyRow<{ rows: number }>(pool, sql`select count(*) as rows from company`),
  )
  report.head(`field: one field of all ${rows} companies`)
  for (const one of fieldCases) {
    const own = one.isIndexed ? await indexedBase(bench, base, one) : base
    const measured = await measureField(bench, { base: own, rows, one })
    const { ours, floor, floorWithTexts, undo, undoAtOnce, hot, undoHot } = measured
    if (own !== base) await server.drop(own)
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

/** A copy of the base with an index on the column. */
async function indexedBase({ server }: Bench, base: string, one: FieldCase): Promise<string> {
  const name = 'field_indexed'
  const column = sql.id(fieldOf('company', one.fieldKey).column)
  await server.clone(base, name)
  await server.withDatabase(name, (pool) => execute(pool, sql`create index bench_index on company (${column})`))
  return name
}

import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import type { Bench } from '../measure/bench.ts'
import { journalCases } from './journal-case.ts'
import { measureRestore } from './measure-restore.ts'
import { measureTargets } from './measure-targets.ts'
import { measureValidation } from './measure-validation.ts'

/** A journal of all companies of `base` from its targeting to its undo; a restore over ten of them. */
export async function journalScenario(bench: Bench, base: string): Promise<void> {
  const { server, report } = bench
  const { rows } = await server.withDatabase(base, (pool) =>
    onlyRow<{ rows: number }>(pool, sql`select count(*) as rows from company`),
  )
  report.head(`journal: all ${rows} companies`)
  await measureTargets(bench, { base, rows })
  for (const one of journalCases) await measureValidation(bench, { base, one })
  await measureRestore(bench, { base, rows })
}

import type { Pool } from 'pg'
import { copyTargets, pasteTargets } from '../../src/server/journals/clipboard.ts'
import { addTargets } from '../../src/server/journals/add-targets.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import type { Bench } from '../measure/bench.ts'
import { inPhase, onClone } from '../measure/on-clone.ts'
import { printStatements } from '../measure/print-statements.ts'
import { median } from '../measure/quantile.ts'
import { timed } from '../measure/timed.ts'
import { actor, makeJournal } from './bench-journal.ts'

type Base = { base: string; rows: number }

/** All that match go to the right list, are copied, and pasted into another journal: each beside the bare INSERT of their ids. */
export async function measureTargets(bench: Bench, { base, rows }: Base): Promise<void> {
  const { report, options } = bench
  const times = { floor: [] as number[], add: [] as number[], copy: [] as number[], paste: [] as number[] }
  const run = (work: (pool: Pool) => Promise<void>) => onClone(bench, { template: base, name: 'journal_run' }, work)
  const check = (what: string, found: number) => report.check(`targets ${what}`, found, rows)
  for (let round = 1; round <= options.runs; round++) {
    await run(async (pool) => {
      const { result, seconds } = await timed(() =>
        execute(pool, sql`insert into journal_target (journal_id, record_id) select 1, id from company`),
      )
      check('of the bare INSERT', result)
      times.floor.push(seconds)
    })
    await run(async (pool) => {
      const [one, other] = [await makeJournal(pool), await makeJournal(pool)]
      bench.statements?.clear()
      const took = <T>(phase: string, work: () => Promise<T>) => inPhase(bench, phase, () => timed(work))
      const added = await took('add', () => addTargets(pool, actor, one, { selection: {} }))
      check('added', added.result.targets)
      const copied = await took('copy', () => copyTargets(pool, actor, one))
      check('copied', copied.result.count)
      const pasted = await took('paste', () => pasteTargets(pool, actor, other))
      check('pasted', pasted.result.added)
      times.add.push(added.seconds)
      times.copy.push(copied.seconds)
      times.paste.push(pasted.seconds)
    })
  }
  const floor = median(times.floor)
  const add = (what: string, seconds: number[], limit?: number) =>
    report.add({ scenario: 'journal', what: `${what} / INSERT`, rows, ours: median(seconds), floor, limit })
  add('all that match taken', times.add, 2)
  add('selection copied', times.copy)
  add('selection pasted', times.paste, 2)
  if (bench.statements) await printStatements(bench, 'journal: targets')
}

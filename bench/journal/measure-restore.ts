import type { Pool } from 'pg'
import { createRestorePoint, findRestorePoint } from '../../src/server/change-sets/restore-points.ts'
import { insertTargets } from '../../src/server/journals/add-targets.ts'
import { reverse } from '../../src/server/jobs/reverse.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { sql } from '../../src/server/platform/database/sql.ts'
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import { restoreSource } from '../../src/server/records/plan/reversal-source.ts'
import { tableHash } from '../../test/table-hash.ts'
import type { Bench } from '../measure/bench.ts'
import { inPhase, onClone } from '../measure/on-clone.ts'
import { printStatements } from '../measure/print-statements.ts'
import { median } from '../measure/quantile.ts'
import { quietNight } from '../measure/quiet-night.ts'
import { timed } from '../measure/timed.ts'
import { undo } from '../measure/undo.ts'
import { makeJournal, unusedRegion, validate } from './bench-journal.ts'

const journals = 10
const points = 50

/** A base with ten journals of a tenth of its companies each: taken back to the point before them, beside their ten undos. */
export async function measureRestore(bench: Bench, { base, rows }: { base: string; rows: number }): Promise<void> {
  const { server, report, options } = bench
  const before = await server.withDatabase(base, tableHash)
  const { point, changeSets } = await makeChanges(bench, base)
  const run = (work: (pool: Pool) => Promise<number>) =>
    onClone(bench, { template: 'journal_changed', name: 'journal_run' }, async (pool) => {
      const seconds = await work(pool)
      report.check('the base is as it was', await tableHash(pool), before)
      return seconds
    })
  const times = { undos: [] as number[], restore: [] as number[] }
  for (let round = 1; round <= options.runs; round++) {
    bench.statements?.clear()
    times.undos.push(
      await run(async (pool) => {
        let sum = 0
        for (const changeSet of changeSets.toReversed()) {
          sum += (await inPhase(bench, 'undos', () => timed(() => undo(pool, changeSet)))).seconds
        }
        return sum
      }),
    )
    times.restore.push(
      await run(async (pool) => (await inPhase(bench, 'restore', () => timed(() => restore(pool, point)))).seconds),
    )
  }
  report.add({
    scenario: 'journal',
    what: `restored over ${journals} change sets / their undos`,
    rows,
    ours: median(times.restore),
    floor: median(times.undos),
    limit: 2,
  })
  const ours = await onClone(bench, { template: 'journal_changed', name: 'journal_run' }, timePoints)
  report.add({ scenario: 'journal', what: 'restore point made', rows, ours, unit: 'ms', limit: 10 })
  await server.drop('journal_run')
  await server.drop('journal_changed')
  if (bench.statements) await printStatements(bench, 'journal: restore')
}

/** `journal_changed`: the base after a restore point and the ten journals, vacuumed. */
async function makeChanges({ server, report }: Bench, base: string) {
  await server.clone(base, 'journal_changed')
  return server.withDatabase('journal_changed', async (pool) => {
    const { id: point } = await createRestorePoint(pool, systemActor, 'Bench')
    const value = await unusedRegion(pool)
    const changeSets: number[] = []
    let changed = 0
    for (let part = 0; part < journals; part++) {
      const number = await makeJournal(pool, { field: 'salesRegion', value })
      await insertTargets(pool, number, sql`select id from company where id % ${journals} = ${part}`)
      const { changeSet, counts } = await validate(pool, number)
      changeSets.push(changeSet ?? 0)
      changed += counts.change
    }
    const { rows } = await pool.query<{ companies: number }>('select count(*) as companies from company')
    report.check('changed by ten journals', changed, rows[0]?.companies)
    await quietNight(pool)
    return { point, changeSets }
  })
}

/** As the job does it. */
function restore(pool: Pool, point: number) {
  return reverse(
    pool,
    { actor: systemActor, ...runWithoutJob() },
    {
      head: { kind: 'restore', source: 'Bench' },
      sourceOf: async (client, name) => {
        const { position } = await findRestorePoint(client, point)
        return restoreSource(client, position, `${name}_source`)
      },
    },
  )
}

/** The median of making a restore point, in milliseconds. */
async function timePoints(pool: Pool): Promise<number> {
  const times: number[] = []
  for (let one = 0; one < points; one++) {
    times.push((await timed(() => createRestorePoint(pool, systemActor, `Bench ${one}`))).seconds * 1000)
  }
  return median(times)
}

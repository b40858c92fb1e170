import { quietNight } from '../measure/quiet-night.ts'
import type { Pool } from 'pg'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { countRecords } from '../../src/server/records/read/count-records.ts'
import type { Bench } from '../measure/bench.ts'
import { quantile } from '../measure/quantile.ts'
import type { Report } from '../measure/report.ts'
import { filterReadings } from './filter-readings.ts'
import { pageReadings } from './page-readings.ts'
import type { Reading } from './reading.ts'
import { searchReadings } from './search-readings.ts'

const readingsEach = 40
/** One that takes longer than this is read fewer times. */
const patienceMs = 20_000

/**
 * Lists, counts and searches in a clone of `base` in which one company and contact of 100 is restricted, half of those
 * granted to the reader; beside hand-written SQL that asks nobody's rights. Caches are warm.
 */
export async function readScenario({ server, report }: Bench, base: string): Promise<void> {
  await server.clone(base, 'read_run')
  await server.withDatabase('read_run', async (pool) => {
    await restrictSome(pool)
    const { rows } = await onlyRow<{ rows: number }>(pool, sql`select count(*) as rows from company`)
    const reader = await readerOf(pool)
    report.head(`read: ${rows} companies, as many addresses and contacts; medians in ms`, 'p95 (floor)')
    await checkVisible(pool, report, reader)
    const readings = [
      ...(await pageReadings(pool, rows)),
      ...(await filterReadings(pool)),
      ...(await searchReadings(pool, report, rows)),
    ]
    for (const reading of readings) await measureReading(pool, report, { reading, reader, rows })
  })
  await server.drop('read_run')
}

async function restrictSome(pool: Pool): Promise<void> {
  for (const entity of ['company', 'contact']) {
    await pool.query(`update ${entity} set is_restricted = true where id % 100 = 0`)
    await pool.query(
      `insert into access_grant (record_id, user_id) select id, (select min(id) from app_user) from ${entity} where id % 200 = 0`,
    )
  }
  await quietNight(pool)
}

/** A user with every right but that of seeing all. */
async function readerOf(pool: Pool): Promise<Actor> {
  const { id } = await onlyRow<{ id: number }>(pool, sql`select min(id) as id from app_user`)
  const rights = new Set(systemActor.rights)
  rights.delete('seeAll')
  return { ...systemActor, userId: id, rights }
}

async function checkVisible(pool: Pool, report: Report, reader: Actor): Promise<void> {
  const { visible } = await onlyRow<{ visible: number }>(
    pool,
    sql`select count(*) as visible from company where id % 100 <> 0 or id % 200 = 0`,
  )
  report.check('companies visible to the reader', await countRecords(pool, reader, { entity: 'company' }), visible)
}

type Measuring = { reading: Reading; reader: Actor; rows: number }

async function measureReading(pool: Pool, report: Report, { reading, reader, rows }: Measuring): Promise<void> {
  const { what, samples } = reading
  for (const sample of samples) {
    const [ours, bare] = [await sample.ours(pool, systemActor), await sample.bare(pool)]
    if (sample.isSame) report.check(`${what}: what is found`, ours, bare)
  }
  const times = { ours: [] as number[], bare: [] as number[] }
  const startedAt = performance.now()
  for (let turn = 0; turn < readingsEach; turn++) {
    const sample = samples[turn % samples.length]!
    times.bare.push(await milliseconds(() => sample.bare(pool)))
    times.ours.push(await milliseconds(() => sample.ours(pool, reader)))
    if (performance.now() - startedAt > patienceMs && turn >= 4) break
  }
  report.add({
    scenario: 'read',
    what,
    rows,
    unit: 'ms',
    ours: quantile(times.ours, 0.5),
    floor: quantile(times.bare, 0.5),
    p95: { ours: quantile(times.ours, 0.95), floor: quantile(times.bare, 0.95) },
  })
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

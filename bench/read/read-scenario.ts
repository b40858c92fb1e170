import type { Pool } from 'pg'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import type { Bench } from '../measure/bench.ts'
import { quantile } from '../measure/quantile.ts'
import type { Report } from '../measure/report.ts'
import { filterReadings } from './filter-readings.ts'
import { fillHistory, historyReadings } from './history-readings.ts'
import { pageReadings } from './page-readings.ts'
import { addContacts, checkVisible, readerOf, restrictSome } from './prepare-base.ts'
import type { Reading } from './reading.ts'
import { searchReadings } from './search-readings.ts'

const readingsEach = 200
/** One that takes longer than this is read fewer times. */
const patienceMs = 6000
/** Lists that an index gives in order may take so many times as long in a large base as in one of `smallBase` companies. */
const flatLimit = 1.5
export const smallBase = 10_000

/**
 * Lists, counts, searches and histories in a clone of `base` in which one company and contact of ten is restricted, half of those
 * granted to the reader; beside hand-written SQL that asks nobody's rights. Caches are warm. Returns the 95th percentiles
 * of lists in the order of an index; with those of a small base they are told beside them.
 */
export async function readScenario({ server, report }: Bench, base: string, small?: Flat): Promise<Flat> {
  const flat: Flat = new Map()
  await server.clone(base, 'read_run')
  await server.withDatabase('read_run', async (pool) => {
    await addContacts(pool)
    await restrictSome(pool)
    const changed = await fillHistory(pool)
    const { rows } = await onlyRow<{ rows: number }>(pool, sql`select count(*) as rows from company`)
    const reader = await readerOf(pool)
    report.head(`read: ${rows} companies, as many addresses, ${3 * rows} contacts; medians in ms`, 'p95 (floor)')
    await checkVisible(pool, report, reader)
    const readings = [
      ...(await pageReadings(pool, rows)),
      ...(await filterReadings(pool)),
      ...(await searchReadings(pool, report, rows)),
      ...historyReadings(changed),
    ]
    for (const reading of readings) {
      const p95 = await measureReading(pool, report, { reading, reader, rows })
      if (reading.isFlat) flat.set(reading.what.replace(/page \d{2,}$/, 'a far page'), p95)
    }
    if (small) tellFlatness(report, rows, { flat, small })
  })
  await server.drop('read_run')
  return flat
}

type Flat = Map<string, number>

function tellFlatness(report: Report, rows: number, { flat, small }: { flat: Flat; small: Flat }): void {
  report.head(`read: ${rows} companies beside ${smallBase}; 95th percentiles in ms`)
  for (const [what, ours] of flat) {
    report.add({ scenario: 'read', what, rows, unit: 'ms', ours, floor: small.get(what), limit: flatLimit })
  }
}

type Measuring = { reading: Reading; reader: Actor; rows: number }

async function measureReading(pool: Pool, report: Report, { reading, reader, rows }: Measuring): Promise<number> {
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
  const p95 = { ours: quantile(times.ours, 0.95), floor: quantile(times.bare, 0.95) }
  const middle = { ours: quantile(times.ours, 0.5), floor: quantile(times.bare, 0.5) }
  report.add({ scenario: 'read', what, rows, unit: 'ms', ...middle, p95 })
  return p95.ours
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

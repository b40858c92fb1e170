import type { Pool } from 'pg'
import { findLikely } from '../../src/server/duplicates/find-likely.ts'
import { openSearch, searchDuplicates } from '../../src/server/duplicates/search-duplicates.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import type { ListEntity, Values } from '../../src/shared/contract/record.contract.ts'
import { prepareEmpty, settle } from '../import/empty-base.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { median, quantile } from '../measure/quantile.ts'
import { timed } from '../measure/timed.ts'
import { countBarePairs } from './bare-blocks.ts'
import { labelledCompany } from './labelled-companies.ts'
import { loadLabelled } from './load-labelled.ts'

const base = 'duplicates'
const thresholds = [45, 50, 55, 60, 65, 70, 80, 90]
const actor = systemActor

/** Likely duplicates in a base that knows which of its records are: found how well, in what time beside the bare self join. */
export async function duplicateScenario(bench: Bench): Promise<void> {
  const { server, report, options } = bench
  const { rows } = options
  await prepareEmpty(bench)
  await server.clone('empty', base)
  report.note(`\nLoading ${rows} labelled companies and contacts`)
  await server.withDatabase(base, (pool) => loadLabelled(pool, rows))
  await settle(bench, base)
  for (const entity of ['company', 'contact'] as const) {
    report.head(`duplicates: ${rows} of ${entity}, one in ten a duplicate`)
    await server.withDatabase(base, (pool) => measureEntity(bench, pool, entity), bench.statements)
  }
  await server.withDatabase(base, (pool) => measureTyping(bench, pool))
  await server.drop(base)
}

async function measureEntity({ report, options }: Bench, pool: Pool, entity: ListEntity): Promise<void> {
  const { rows, runs } = options
  const ours: number[] = []
  const floor: number[] = []
  for (let run = 1; run <= runs; run++) {
    await checkpoint(pool)
    floor.push((await timed(() => countBarePairs(pool, entity))).seconds)
    await checkpoint(pool)
    const search = await openSearch(pool, actor, entity)
    ours.push((await timed(() => searchDuplicates(pool, { actor, ...runWithoutJob() }, entity, search))).seconds)
  }
  const at = { scenario: 'duplicates', rows }
  report.add({ ...at, what: `${entity}: searched / self join of the blocks`, ours: median(ours), floor: median(floor) })
  const { truth } = await onlyRow<{ truth: number }>(
    pool,
    sql`select coalesce(sum(n * (n - 1) / 2), 0)::bigint as truth from (
          select count(*) as n from label join ${sql.id(entity)} as r on r.id = label.id group by label.truth) as cluster`,
  )
  for (const threshold of thresholds) {
    const { found, right } = await onlyRow<{ found: number; right: number }>(
      pool,
      sql`select count(*) as found, count(*) filter (where low.truth = high.truth) as right
            from duplicate_pair as pair
            join duplicate_search as s on s.id = pair.search_id and s.entity = ${entity}
            join label as low on low.id = pair.low_id
            join label as high on high.id = pair.high_id
           where pair.score >= ${threshold}`,
    )
    const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole)
    report.add({ ...at, what: `${entity}: score ≥ ${threshold}: precision`, ours: share(right, found), unit: '%' })
    report.add({
      ...at,
      what: `${entity}: score ≥ ${threshold}: recall of ${truth} pairs`,
      ours: share(right, truth),
      unit: '%',
    })
  }
  const skipped = await rowsOf<{ skipped: unknown }>(
    pool,
    sql`select skipped from duplicate_search where entity = ${entity}`,
  )
  report.note(`  skipped: ${JSON.stringify(skipped[0]?.skipped)}`)
}

/** How long one waits for likely duplicates while typing: the name and postal code of every thousandth copy, then its phone. */
async function measureTyping({ report, options }: Bench, pool: Pool): Promise<void> {
  const times: number[] = []
  for (let sample = 0; sample < 200; sample++) {
    const { name, postal, city, phone, vat } = labelledCompany(Math.floor((sample * options.rows) / 200))
    const values: Values = sample % 2 === 0 ? { name } : { name, phoneMain: phone, vatNumber: vat }
    const { seconds } = await timed(() =>
      findLikely(pool, actor, { entity: 'company', values, address: { postalCode: postal, city } }),
    )
    times.push(seconds * 1000)
  }
  report.add({
    scenario: 'duplicates',
    what: 'company: likely while typing, p50',
    rows: options.rows,
    ours: median(times),
    unit: 'ms',
  })
  report.add({
    scenario: 'duplicates',
    what: 'company: likely while typing, p95',
    rows: options.rows,
    ours: quantile(times, 0.95),
    unit: 'ms',
  })
}

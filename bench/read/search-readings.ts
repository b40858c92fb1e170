import type { Pool } from 'pg'
import { matchText } from '../../src/shared/catalogue/match-form.ts'
import { countRecords } from '../../src/server/records/read/count-records.ts'
import { listRecords } from '../../src/server/records/read/list-records.ts'
import { suggestRecords } from '../../src/server/records/read/suggest-records.ts'
import type { Report } from '../measure/report.ts'
import { barePage, byName } from './bare-sql.ts'
import { idsOf, type Reading, type Sample } from './reading.ts'
import { searchClasses, type SearchClass } from './search-queries.ts'

const queriesPerClass = 20
/** As in listRecords and suggestRecords: above, hits are taken unsorted. */
const sortable = 10_000
const suggested = 2000

type Query = { text: string; values: string[]; where: string; hits: number }

/** Searches of every class: the list by name, the suggestions, the count. Checks that each class finds what it says. */
export async function searchReadings(pool: Pool, report: Report, rows: number): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const one of searchClasses) {
    const queries = await queriesOf(pool, one, rows)
    checkHits(report, one, queries, rows)
    readings.push({ what: `${one.what}: list`, samples: queries.map(listSample) })
    readings.push({ what: `${one.what}: suggest`, samples: queries.map(suggestSample) })
    readings.push({ what: `${one.what}: count`, samples: queries.map(countSample) })
  }
  return readings
}

async function queriesOf(pool: Pool, one: SearchClass, rows: number): Promise<Query[]> {
  const queries: Query[] = []
  for (let sample = 0; sample < queriesPerClass; sample++) {
    const text = one.query(sample, rows)
    const values = matchText(text)
      .split(' ')
      .map((word) => `%${word}%`)
    const where = values.map((_, index) => `s.text like $${index + 1}`).join(' and ')
    const [hits = 0] = await idsOf(pool, `select count(*) as id from company_search as s where ${where}`, values)
    queries.push({ text, values, where, hits })
  }
  return queries
}

function checkHits(report: Report, { what, hits }: SearchClass, queries: readonly Query[], rows: number): void {
  const mean = queries.reduce((sum, query) => sum + query.hits, 0) / queries.length
  const [least, most] = hits === 'one' ? [1, 1] : hits.map((share) => share * rows)
  // In a small base the rarest find nothing.
  const isAsStated = (mean >= (least ?? 0) || (least ?? 0) < 1) && mean <= Math.max(most ?? 0, hits === 'one' ? 1 : 0)
  report.check(`${what}: ${mean} hits on average, stated ${least} to ${most}`, isAsStated, true)
  report.note(`  ${what}: ${Math.round(mean)} hits on average, ${((100 * mean) / rows).toPrecision(2)} %`)
}

const listSample = ({ text, values, where, hits }: Query): Sample => ({
  ours: async (pool, actor) =>
    (await listRecords(pool, actor, { entity: 'company', search: text })).rows.map(({ id }) => id),
  bare: async (pool) => {
    const hit = `r.id in (select s.id from company_search as s where ${where})`
    return (await idsOf(pool, barePage.company(hit, hits > sortable ? 'r.id' : byName), values)).slice(0, 100)
  },
  isSame: true,
})

const suggestSample = ({ text, values, where, hits }: Query): Sample => ({
  ours: async (pool, actor) => (await suggestRecords(pool, actor, 'company', text)).map(({ id }) => id),
  bare: (pool) =>
    idsOf(
      pool,
      `with hit as materialized (select s.id from company_search as s where ${where} limit ${suggested})
       select r.id, r.name, r.code, a.city from hit join company as r on r.id = hit.id left join address as a on a.id = r.default_address_id
        order by ${byName} limit 20`,
      values,
    ),
  isSame: hits <= suggested,
})

const countSample = ({ text, values, where }: Query): Sample => ({
  ours: async (pool, actor) => [await countRecords(pool, actor, { entity: 'company', search: text })],
  bare: (pool) => idsOf(pool, `select count(*) as id from company_search as s where ${where}`, values),
  isSame: true,
})

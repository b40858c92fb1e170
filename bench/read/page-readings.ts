import type { Pool } from 'pg'
import type { ListEntity } from '../../src/shared/contract/record.contract.ts'
import { listRecords, type ListRequest } from '../../src/server/records/read/list-records.ts'
import { writeCursor } from '../../src/server/records/read/sort.ts'
import { barePage, byLastName, byName } from './bare-sql.ts'
import { idsOf, type Reading, type Sample } from './reading.ts'

type Page = { what: string; entity: ListEntity; sort: string; direction?: 'asc' | 'desc'; order: string; key: string }

const pages: readonly Page[] = [
  { what: 'companies by name', entity: 'company', sort: 'name', order: byName, key: 'r.name' },
  {
    what: 'companies by name, descending',
    entity: 'company',
    sort: 'name',
    direction: 'desc',
    order: 'r.name collate "fr-x-icu" desc, r.id desc',
    key: 'r.name',
  },
  { what: 'companies by code', entity: 'company', sort: 'code', order: 'r.code_key, r.id', key: 'r.code_key' },
  {
    what: 'companies, newest first',
    entity: 'company',
    sort: 'id',
    direction: 'desc',
    order: 'r.id desc',
    key: 'r.id::text',
  },
  {
    what: 'contacts by last name',
    entity: 'contact',
    sort: 'lastName',
    order: byLastName,
    key: `coalesce(r.last_name, '')`,
  },
]

/** First pages of every sort, and the page behind 1,000 others (fewer in a small base), by cursor. */
export async function pageReadings(pool: Pool, rows: number): Promise<Reading[]> {
  const depth = Math.min(1000, Math.floor(rows / 100) - 2)
  const readings: Reading[] = []
  for (const page of pages) {
    readings.push({ what: `${page.what}: page 1`, samples: [sampleOf(page)], isFlat: true })
    readings.push({
      what: `${page.what}: page ${depth + 1}`,
      samples: [sampleOf(page, await endOf(pool, page, depth))],
      isFlat: true,
    })
  }
  return readings
}

type End = { key: string; id: number }

/** The last row of the page at that depth. */
async function endOf(pool: Pool, { entity, order, key }: Page, depth: number): Promise<End> {
  const { rows } = await pool.query<End>(
    `select ${key} as key, r.id from ${entity} as r order by ${order} offset ${depth * 100 - 1} limit 1`,
  )
  return rows[0]!
}

function sampleOf({ entity, sort, direction = 'asc', order, key }: Page, after?: End): Sample {
  const request: ListRequest = { entity, sort, direction, ...(after ? { after: writeCursor(after) } : {}) }
  const place = key === 'r.id::text' ? 'r.id' : `(${order.replaceAll(' desc', '')})`
  const beyond = direction === 'asc' ? '>' : '<'
  const values = key === 'r.id::text' ? [after?.id] : [after?.key, after?.id]
  const where = after ? `${place} ${beyond} ${key === 'r.id::text' ? '$1' : '($1, $2::bigint)'}` : 'true'
  return {
    ours: async (pool, actor) => (await listRecords(pool, actor, request)).rows.map(({ id }) => id),
    bare: async (pool) => (await idsOf(pool, barePage[entity](where, order), after ? values : [])).slice(0, 100),
    isSame: true,
  }
}

import type { Pool } from 'pg'
import { catalogue } from '../../src/shared/catalogue/catalogue.ts'

/** Ids differ from run to run, and so do the columns that hold one. */
const pointers = new Set(['company_id', 'contact_id', 'default_address_id', 'default_contact_id'])

const order = { company: 'r.code_key', address: 'o.code_key, r.code', contact: 'o.code_key, r.email_1' }

/** A hash of what companies, addresses, contacts and the searched texts hold, apart from ids. */
export async function contentHash(pool: Pool): Promise<string> {
  const parts: string[] = []
  for (const entity of ['company', 'address', 'contact'] as const) {
    const columns = catalogue[entity].map(({ column }) => column).filter((column) => !pointers.has(column))
    const cells = columns.map((column) => `r."${column}"`).join(', ')
    const owner = entity === 'company' ? '' : 'join company as o on o.id = r.company_id'
    parts.push(await hashOf(pool, `${entity} as r ${owner}`, `row(${cells})::text`, order[entity]))
  }
  for (const entity of ['company', 'contact'])
    parts.push(await hashOf(pool, `${entity}_search as r`, 'r.text', 'r.text collate "C"'))
  return parts.join(' ')
}

async function hashOf(pool: Pool, from: string, cells: string, by: string): Promise<string> {
  const { rows } = await pool.query<{ hash: string }>(
    `select count(*) || ':' || coalesce(md5(string_agg(md5(${cells}), '' order by ${by})), '') as hash from ${from}`,
  )
  return rows[0]?.hash ?? ''
}

import type pg from 'pg'
import { entityNames } from '../src/shared/catalogue/field.ts'
import { catalogue } from '../src/shared/catalogue/catalogue.ts'

/** One hash of all that companies, contacts and addresses hold: ids, fields, restriction and date of creation, but no versions. */
export async function tableHash(pool: pg.Pool): Promise<string> {
  const parts: string[] = []
  for (const entity of entityNames) {
    const columns = ['id', 'created_at', ...catalogue[entity].map((field) => field.column)].map((name) => `r."${name}"`)
    const { rows } = await pool.query<{ count: number; hash: string | null }>(
      `select count(*) as count, md5(string_agg(md5(row(${columns.join(', ')})::text), '' order by r.id)) as hash from ${entity} as r`,
    )
    parts.push(`${entity}:${rows[0]?.count}:${rows[0]?.hash}`)
  }
  return parts.join(' ')
}

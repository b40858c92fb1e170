import type { Pool } from 'pg'

export type Change = [table: string, id: number, field: string, before: unknown, after: unknown]

/** The cells that the last change set wrote. */
export async function lastChange(pool: Pool): Promise<Change[]> {
  const { rows } = await pool.query<{ entity: string; id: number; fields: Record<string, [unknown, unknown]> }>(
    `select entity, record_id as id, fields from change where change_set_id = (select max(id) from change_set) order by 1, 2`,
  )
  return rows.flatMap(({ entity, id, fields }) =>
    Object.entries(fields).map(([key, [before, after]]): Change => [entity, id, key, before, after]),
  )
}

import { rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { DemoUsers } from './demo-users.ts'

/** What made-up records point at: everything they hold that has an id. */
export type DemoWorld = {
  /** Id of a value of a list by its code; null when an administrator has taken it away. */
  valueOf(list: string, code: string): number | null
  users: DemoUsers
  billingEntities: readonly number[]
  /** Id that the places of records are added to. */
  firstId: number
  /** Number of the first customer code. */
  firstCode: number
}

/** The list values of an installation, by list and code. */
export async function readValues(db: Queryable): Promise<DemoWorld['valueOf']> {
  const values = await rowsOf<{ id: number; list: string; code: string }>(
    db,
    sql`select id, list, lower(code) as code from list_value where not is_archived and list <> 'province'`,
  )
  const ids = new Map(values.map(({ id, list, code }) => [`${list}/${code}`, id]))
  return (list, code) => ids.get(`${list}/${code.toLowerCase()}`) ?? null
}

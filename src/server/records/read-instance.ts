import { firstRow, sql, type Queryable } from '../platform/database/sql.ts'

/** The name of this installation, which the Rafale ids of its records start with. */
export async function readInstance(db: Queryable): Promise<string> {
  const found = await firstRow<{ value: string }>(
    db,
    sql`select value #>> '{}' as value from setting where key = 'instance'`,
  )
  return found?.value ?? ''
}

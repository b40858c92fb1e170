import { execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'

/** No staging table is left whose name begins so; how many there were. */
export async function dropStage(db: Queryable, stem: string): Promise<number> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select tablename as name from pg_tables where schemaname = 'stage' and starts_with(tablename, ${stem})`,
  )
  for (const { name } of tables) await execute(db, sql`drop table if exists ${sql.id('stage', name)}`)
  return tables.length
}

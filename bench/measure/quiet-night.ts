import type { Pool } from 'pg'

/**
 * Every table is analysed, and vacuumed where autovacuum would come by itself: not the log, to which nothing but
 * insertions happens (`autovacuum_vacuum_insert_threshold = -1`).
 */
export async function quietNight(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; isAppended: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
           coalesce('autovacuum_vacuum_insert_threshold=-1' = any (c.reloptions), false) as "isAppended"
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_toast%'`)
  const names = (isAppended: boolean) => rows.filter((one) => one.isAppended === isAppended).map(({ name }) => name)
  await pool.query(`vacuum (analyze) ${names(false).join(', ')}`)
  const appended = names(true)
  if (appended.length > 0) await pool.query(`analyze ${appended.join(', ')}`)
}

import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Finding } from './find-orphans.ts'

/** Staging tables that no import, no preview of a draft journal or of an undo and no work under way needs; `sample` gives the numbers of their imports. */
export async function findStaleStages(db: Queryable): Promise<Finding> {
  const stale = await rowsOf<{ name: string; import: number | null }>(
    db,
    sql`select t.tablename as name, (regexp_match(t.tablename, '^import_([0-9]+)_'))[1]::bigint as import
          from pg_tables as t
         where t.schemaname = 'stage'
           and not exists (select from import_run as i where t.tablename like 'import\\_' || i.id || '\\_%')
           and not exists (select from journal as j
                            where j.change_set_id is null and t.tablename like 'journal\\_' || j.number || '\\_preview\\_%')
           and not exists (select from reversal_preview as v where t.tablename like 'reversal\\_' || v.id || '\\_%')
           and not exists (select from job where job.state in ('queued', 'waiting', 'running'))
         order by 1`,
  )
  const imports = [...new Set(stale.flatMap((table) => (table.import === null ? [] : [table.import])))]
  return { check: 'stale staging tables', count: stale.length, sample: imports.slice(0, 5) }
}

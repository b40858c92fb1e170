import type { Pool } from 'pg'
import { matchText } from '../../shared/catalogue/match-form.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import type { StoredImport } from './find-import.ts'

/** The target that each header was last assigned to, by its match form. */
export async function readHeaderMemory(pool: Pool, entity: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ header: string; target: string }>(
    pool,
    sql`select header, target from header_memory where entity = ${entity}`,
  )
  return new Map(rows.map(({ header, target }) => [header, target]))
}

/** Headers are remembered with the targets they were assigned to, for the next file; those of an export of ours need not be. */
export async function rememberHeaders(pool: Pool, run: StoredImport): Promise<void> {
  if (run.settings.export) return
  const pairs = run.settings.columns.flatMap(({ column, target }) => {
    const header = matchText(run.columns[column]?.header ?? '')
    return target && header ? [{ header, target }] : []
  })
  await execute(
    pool,
    sql`insert into header_memory (entity, header, target)
        select distinct on (m.header) ${run.entity}, m.header, m.target
          from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as m (header text, target text)
        on conflict (entity, header) do update set target = excluded.target`,
  )
}

import { execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'

/** Where the preview of a journal for a user stands: `stage.<stem>_<entity>` its plan, `stage.<stem>_refused`. */
export const previewStem = (journal: number, userId: number | null): string =>
  `journal_${journal}_preview_${userId ?? 0}`

/** A journal has no tables of plans any more: it changed, or it is gone. */
export const dropPreviews = (client: Queryable, journal: number): Promise<void> =>
  dropLike(client, `journal\\_${journal}\\_%`)

/** A user has no previews any more: he keeps one at a time. */
export const dropPreviewsOf = (client: Queryable, userId: number | null): Promise<void> =>
  dropLike(client, `journal\\_%\\_preview\\_${userId ?? 0}\\_%`)

async function dropLike(client: Queryable, pattern: string): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    client,
    sql`select tablename as name from pg_tables where schemaname = 'stage' and tablename like ${pattern}`,
  )
  for (const { name } of tables) await execute(client, sql`drop table if exists ${sql.id('stage', name)}`)
}

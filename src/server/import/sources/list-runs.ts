import type { SourceRun } from '../../../shared/contract/import-source.contract.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import { fileColumns, presentFile, presentReason, type Reason, type StoredSourceFile } from './find-source.ts'

type Row = Omit<SourceRun, 'error' | 'files'> & { error: Reason | null; files: StoredSourceFile[] }
type Page = { before?: number | undefined; limit?: number | undefined; language: Language }

/** A page of what the runs of a source did, newest first. */
export async function listRuns(db: Queryable, sourceId: number, { before, limit = 20, language }: Page) {
  const found = await rowsOf<Row>(
    db,
    sql`select r.id, r.trigger, r.started_at as "startedAt", r.ended_at as "endedAt", r.growing, r.error,
               coalesce((select jsonb_agg(to_jsonb(file) order by file.id)
                           from (select ${fileColumns} from import_source_file as f
                                   left join import_run as i on i.id = f.import_id
                                  where f.run_id = r.id) as file), '[]') as files
          from import_source_run as r
         where r.source_id = ${sourceId} and (${before ?? null}::bigint is null or r.id < ${before ?? null})
         order by r.id desc
         limit ${limit + 1}`,
  )
  const runs = found.slice(0, limit).map(({ error, files, ...run }) => ({
    ...run,
    error: error && presentReason(error, language),
    files: files.map((file) => presentFile(file, language)),
  }))
  return { runs, next: found.length > limit ? (runs.at(-1)?.id ?? null) : null }
}

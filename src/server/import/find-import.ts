import type { FileNote } from '../../shared/contract/import-file.contract.ts'
import type { ImportRun } from '../../shared/contract/import.contract.ts'
import type { z } from 'zod'
import { importSettings, type listImports as listContract } from '../../shared/contract/import.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError, type ErrorParams, type Language } from '../../shared/errors/rafale-error.ts'
import { allOf, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { StoredNote } from './formats/preview-file.ts'
import { isStaged } from './is-staged.ts'
import { maskDefaults } from './masked-defaults.ts'
import { systemActor } from '../platform/auth/actor.ts'
import { isUndone } from '../records/log/is-undone.ts'
import { searchForm } from '../records/read/filter-sql.ts'

/** An import as it is stored, and what its file is. */
export type StoredImport = Omit<ImportRun, 'error' | 'notes'> & {
  /** What was noticed when the file was read, in no language yet. */
  notes: StoredNote[]
  fileId: number
  authorId: number | null
  /** Its refused rows as a file, once its tables were cleared. */
  refusedFileId: number | null
  /** Which of its two generations of plan tables stands. */
  generation: number
  /** The log position the plan was made at; null when it is to be made (again). */
  plannedAt: number | null
  /** Why the last job failed, in no language yet. */
  error: { code: ErrorCode; params: ErrorParams } | null
}

const authorName: Sql = sql`coalesce(author.name, ${systemActor.name})`

/** Every import as it stands, as `i`. */
const imports: Sql = sql`
  select i.id, i.entity, i.state, f.name as "fileName", f.size as "fileSize", i.file_id as "fileId", i.author_id as "authorId",
         i.planned_at_position as "plannedAt", i.plan_generation as generation, i.refused_file_id as "refusedFileId",
         ${authorName} as author, i.created_at as "createdAt", i.dialect, i.notes, i.columns, i.settings,
         case when saved.id is not null then jsonb_build_object('id', saved.id, 'name', saved.name) end as mapping,
         i.rows, i.recap, i.recap is not null and i.planned_at_position is null as "isStale", i.job_id as job, i.change_set_id as "changeSet",
         case when ${isUndone('s')} then s.undone_by end as "undoneBy", i.restore_point_id as "restorePoint", i.error
    from import_run as i
    join stored_file as f on f.id = i.file_id
    left join saved_mapping as saved on saved.id = i.mapping_id
    left join app_user as author on author.id = i.author_id
    left join change_set as s on s.id = i.change_set_id`

/** One's own imports; whoever sees everything sees everybody's. The files of others stay theirs: they may name hidden records. */
const isOwn = (actor: Actor): Sql =>
  actor.rights.has('seeAll') ? sql`true` : sql`i.author_id is not distinct from ${actor.userId}::bigint`

const complete = (row: StoredImport): StoredImport => ({ ...row, settings: importSettings.parse(row.settings) })

/** The import of that id; throws 'not-found'. */
export async function findImport(db: Queryable, actor: Actor, id: number): Promise<StoredImport> {
  const row = await firstRow<StoredImport>(db, sql`${imports} where i.id = ${id} and ${isOwn(actor)}`)
  if (!row) throw new RafaleError('not-found')
  return complete(row)
}

export type ImportRequest = z.infer<NonNullable<typeof listContract.query>>

/** A page of imports, newest first; `next` is the place the following one begins behind. */
export async function listImports(
  db: Queryable,
  actor: Actor,
  { entity, state, search, before, limit = 50 }: ImportRequest,
): Promise<{ imports: StoredImport[]; next: number | null }> {
  const text = searchForm(search ?? '')
  const found = await rowsOf<StoredImport>(
    db,
    sql`${imports}
         where ${allOf([
           isOwn(actor),
           ...(entity === undefined ? [] : [sql`i.entity = ${entity}`]),
           ...(state === undefined ? [] : [isInState(state)]),
           ...(before === undefined ? [] : [sql`i.id < ${before}`]),
           ...(text === ''
             ? []
             : [sql`match_text(concat_ws(' ', f.name, i.settings ->> 'note', ${authorName})) like ${`%${text}%`}`]),
         ])}
         order by i.id desc
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  return { imports: page.map(complete), next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}

const isInState = (state: NonNullable<ImportRequest['state']>): Sql => {
  if (state === 'undone') return sql`(i.state = 'done' and ${isUndone('s')})`
  if (state === 'done') return sql`(i.state = 'done' and not ${isUndone('s')})`
  return sql`i.state = ${state}`
}

/** An import as the API gives it to the actor. */
export async function presentImport(
  db: Queryable,
  actor: Actor,
  {
    fileId: _file,
    authorId: _author,
    plannedAt: _planned,
    generation: _generation,
    refusedFileId: _refused,
    error,
    notes,
    ...run
  }: StoredImport,
): Promise<ImportRun> {
  const { language } = actor
  return {
    ...run,
    settings: { ...run.settings, defaults: await maskDefaults(db, actor, run.settings.defaults) },
    notes: presentNotes(notes, language),
    error: error && { code: error.code, message: errorText(error.code, error.params, language) },
  }
}

/** Notes in a language. */
export const presentNotes = (notes: readonly StoredNote[], language: Language): FileNote[] =>
  notes.map(({ code, params }) => ({ code, message: errorText(code, params, language) }))

/** Throws 'import-state' unless the import is in one of the states. */
export function demandState(run: Pick<ImportRun, 'state'>, ...states: ImportRun['state'][]): void {
  if (!states.includes(run.state)) throw new RafaleError('import-state', { state: run.state })
}

/** Throws 'import-state' unless the file's rows stand in their staging table. */
export async function demandStaged(db: Queryable, run: StoredImport): Promise<void> {
  if (run.state === 'uploaded' || !(await isStaged(db, run)))
    throw new RafaleError('import-state', { state: run.state })
}

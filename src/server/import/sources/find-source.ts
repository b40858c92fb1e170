import {
  sourceLimits,
  sourcePlace,
  sourceSchedule,
  type ImportSource,
  type SourceFile,
} from '../../../shared/contract/import-source.contract.ts'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { errorText, RafaleError, type ErrorParams, type Language } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { firstRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'

/** Why something was not done, in no language yet. */
export type Reason = { code: ErrorCode; params: ErrorParams }

export const reasonOf = ({ code, params }: RafaleError): Reason => ({ code, params })
export const presentReason = ({ code, params }: Reason, language: Language) => ({
  code,
  message: errorText(code, params, language),
})

/** A file as it is stored, with the recap of the import it became. */
export type StoredSourceFile = Omit<SourceFile, 'reasons' | 'counts'> & { reasons: Reason[]; recap: ImportRecap | null }

/** A source as it is stored, with its secret, sealed. */
export type StoredSource = Omit<ImportSource, 'secret' | 'trouble' | 'lastFile'> & {
  secret: string | null
  secretKind: ImportSource['secret']
  trouble: Reason | null
  lastFile: StoredSourceFile | null
}

/** The columns of a file `f` of a source and of the import `i` it became. */
export const fileColumns: Sql = sql`
  f.id, f.name, f.size, f.at, f.outcome, f.reasons, f.import_id as "import", nullif(f.moved_to, '') as "movedTo",
  case when f.outcome in ('applied', 'stopped') then i.recap end as recap`

const query = (where: Sql) => sql`
  select s.id, s.name, s.entity, s.place, s.secret, s.secret_kind as "secretKind", s.pattern, s.mode, s.schedule, s.time_zone as "timeZone", s.limits,
         s.holds_after_stop as "holdsAfterStop", s.mail_to as "mailTo", s.is_active as "isActive",
         case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as mapping,
         jsonb_build_object('id', u.id, 'name', u.name, 'isActive', u.is_active) as "user",
         case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end as owner,
         exists (select from job where job.id = s.job_id and job.state in ('queued', 'waiting', 'running')) as "isRunning",
         s.next_run_at as "nextRunAt", s.last_run_at as "lastRunAt", s.trouble,
         (select to_jsonb(last) from (select ${fileColumns} from import_source_file as f
                                        left join import_run as i on i.id = f.import_id
                                       where f.source_id = s.id order by f.id desc limit 1) as last) as "lastFile"
    from import_source as s
    join app_user as u on u.id = s.user_id
    left join app_user as o on o.id = s.owner_id
    left join saved_mapping as m on m.id = s.mapping_id
   where ${where}
   order by lower(s.name)`

/** Those in one's own name; whoever sees everything sees all. What they take may name hidden records, as imports may. */
const isOwn = (actor: Actor): Sql => (actor.rights.has('seeAll') ? sql`true` : sql`s.user_id = ${actor.userId}::bigint`)

const complete = (row: StoredSource): StoredSource => ({
  ...row,
  place: sourcePlace.parse(row.place),
  schedule: sourceSchedule.parse(row.schedule),
  limits: sourceLimits.parse(row.limits),
})

/** The source of that id; throws 'not-found'. */
export async function findSource(db: Queryable, actor: Actor, id: number): Promise<StoredSource> {
  const row = await firstRow<StoredSource>(db, query(sql`s.id = ${id} and ${isOwn(actor)}`))
  if (!row) throw new RafaleError('not-found')
  return complete(row)
}

/** The same, to be changed or made to do something: another's only by an administrator. Throws 'source-user-not-allowed'. */
export async function findOwnSource(db: Queryable, actor: Actor, id: number): Promise<StoredSource> {
  const source = await findSource(db, actor, id)
  demandUser(actor, source.user.id)
  return source
}

/** Throws 'source-user-not-allowed' unless the actor may have that user's name imported in. */
export function demandUser(actor: Actor, userId: number): void {
  if (userId !== actor.userId && !actor.rights.has('administration')) throw new RafaleError('source-user-not-allowed')
}

/** Sources, by name. */
export const listSources = async (db: Queryable, actor: Actor): Promise<StoredSource[]> =>
  (await rowsOf<StoredSource>(db, query(isOwn(actor)))).map(complete)

/** A source as the API gives it: without its secret. */
export const presentSource = (
  { secret: _sealed, secretKind, trouble, lastFile, ...source }: StoredSource,
  language: Language,
): ImportSource => ({
  ...source,
  secret: secretKind,
  trouble: trouble && presentReason(trouble, language),
  lastFile: lastFile && presentFile(lastFile, language),
})

/** A file as the API gives it. */
export const presentFile = ({ reasons, recap, ...file }: StoredSourceFile, language: Language): SourceFile => ({
  ...file,
  reasons: reasons.map((reason) => presentReason(reason, language)),
  counts: recap && countsOf(recap),
})

/** Rows by outcome, and records deleted, of whatever kind its rows are. */
function countsOf({ read, created, updated, unchanged, refused, records }: ImportRecap) {
  const deleted = (records.company?.delete ?? 0) || (records.contact?.delete ?? 0)
  return { read, created, updated, unchanged, refused, deleted }
}

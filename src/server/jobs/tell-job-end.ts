import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { addNotice } from '../platform/notices/add-notice.ts'

type Ended = {
  kind: string
  state: string
  userId: number | null
  subject: string
  message: string | null
  importId: number | null
  journal: number | null
  changeSet: number | null
}

/** Jobs whose good end is told; the others are short, or watched by whoever began them. */
const toldWhenDone = new Set(['import-apply', 'journal-validate', 'restore', 'transfer', 'backup'])
const toldWhenFailed = new Set([...toldWhenDone, 'undo'])

/** Whoever began a job is told how it ended, and those who prepared a journal that somebody else validated it. */
export async function tellJobEnd(db: Queryable, id: number): Promise<void> {
  const job = await firstRow<Ended>(
    db,
    sql`select j.kind, j.state, j.user_id as "userId", j.subject, j.error ->> 'message' as message, j.import_id as "importId",
               (j.params ->> 'journal')::bigint as journal, (j.result ->> 'changeSet')::bigint as "changeSet"
          from job as j where j.id = ${id}`,
  )
  if (!job) return
  const { kind, state, userId, subject, message, importId, journal, changeSet } = job
  const about = { subject, what: kind, importId, journal, changeSet }
  if (state === 'done' && toldWhenDone.has(kind)) {
    await addNotice(db, { kind: 'job-done', to: sql`select ${userId}::bigint`, ...about })
  }
  if (state === 'failed' && toldWhenFailed.has(kind)) {
    const to = kind === 'backup' && userId === null ? administrators : sql`select ${userId}::bigint`
    await addNotice(db, { kind: 'job-failed', to, detail: message, ...about })
  }
  if (state === 'done' && kind === 'journal-validate') await tellPreparers(db, job)
}

/** A daily backup is nobody's: whoever looks after the installation has to know that it failed. */
const administrators = sql`
  select u.id from app_user as u join role on role.id = u.role_id where 'administration' = any(role.rights)`

async function tellPreparers(db: Queryable, { userId, subject, journal, changeSet }: Ended): Promise<void> {
  const validator = await firstRow<{ name: string }>(db, sql`select name from app_user where id = ${userId}`)
  await addNotice(db, {
    kind: 'journal-validated',
    to: sql`select unnest(journal.preparer_ids) from journal where number = ${journal} except select ${userId}::bigint`,
    by: validator?.name ?? null,
    subject,
    journal,
    changeSet,
  })
}

/** The author of a change set is told that somebody else undid it; for the transaction that does. */
export async function tellUndone(
  client: Queryable,
  undone: { changeSet: number; undo: number; by: { userId: number | null; name: string } },
): Promise<void> {
  const { changeSet, undo, by } = undone
  const found = await firstRow<{ kind: string; source: string | null; authorId: number | null }>(
    client,
    sql`select kind, source, author_id as "authorId" from change_set where id = ${changeSet}`,
  )
  if (!found || found.authorId === null || found.authorId === by.userId) return
  await addNotice(client, {
    kind: 'undone',
    to: sql`select ${found.authorId}::bigint`,
    by: by.name,
    what: found.kind,
    subject: found.source ?? `#${changeSet}`,
    changeSet: undo,
  })
}

/** Notices are kept so many days. */
export const noticeDays = 90

/** What was told long ago is gone. */
export const dropOldNotices = (db: Queryable): Promise<number> =>
  execute(db, sql`delete from notice where at < now() - make_interval(days => ${noticeDays})`)

import type { Notice } from '../../shared/contract/notice.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'

/** The columns of a notice `n` as the API gives it. */
export const noticeColumns: Sql = sql`
  n.id, n.at, n.kind, n.params ->> 'subject' as subject, n.params ->> 'what' as what, n.params ->> 'by' as by,
  n.params ->> 'detail' as detail, (n.params ->> 'journal')::bigint as journal,
  (n.params ->> 'importId')::bigint as "importId", (n.params ->> 'changeSet')::bigint as "changeSet",
  (n.params ->> 'source')::bigint as source,
  n.read_at is not null as "isRead"`

type Request = { before?: number | undefined; limit?: number | undefined }

/** A page of the actor's notices, newest first. */
export async function findNotices(db: Queryable, actor: Actor, { before, limit = 30 }: Request) {
  const found = await rowsOf<Notice>(
    db,
    sql`select ${noticeColumns} from notice as n
         where n.user_id = ${actor.userId} and (${before ?? null}::bigint is null or n.id < ${before ?? null})
         order by n.id desc
         limit ${limit + 1}`,
  )
  const notices = found.slice(0, limit)
  const { areMailed } = await onlyRow<{ areMailed: boolean }>(
    db,
    sql`select coalesce(bool_or(wants_notice_mails), false) as "areMailed" from app_user where id = ${actor.userId}`,
  )
  return {
    notices,
    unread: await countUnread(db, actor),
    areMailed,
    next: found.length > limit ? (notices.at(-1)?.id ?? null) : null,
  }
}

export async function countUnread(db: Queryable, actor: Actor): Promise<number> {
  const { unread } = await onlyRow<{ unread: number }>(
    db,
    sql`select count(*) as unread from notice where user_id = ${actor.userId} and read_at is null`,
  )
  return unread
}

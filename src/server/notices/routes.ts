/** What a user is told when he looks elsewhere: his own notices, read and unread. Features tell with `addNotice`. */
import { listNotices, readNotices, setNoticeMails } from '../../shared/contract/notice.contract.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { countUnread, findNotices } from './find-notices.ts'

export const noticeRoutes: readonly Implementation[] = [
  implement(listNotices, ({ pool, actor, query }) => findNotices(pool, actor, query)),

  implement(readNotices, async ({ pool, actor, body }) => {
    await execute(
      pool,
      sql`update notice set read_at = now()
           where user_id = ${actor.userId} and read_at is null
             and ${body.ids === undefined ? sql`true` : sql`id = any(${body.ids}::bigint[])`}`,
    )
    return { unread: await countUnread(pool, actor) }
  }),

  implement(setNoticeMails, async ({ pool, actor, body }) => {
    await execute(pool, sql`update app_user set wants_notice_mails = ${body.areMailed} where id = ${actor.userId}`)
    return { areMailed: body.areMailed }
  }),
]

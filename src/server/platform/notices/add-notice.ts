import type { Notice } from '../../../shared/contract/notice.contract.ts'
import { execute, sql, type Queryable, type Sql } from '../database/sql.ts'

export type NewNotice = {
  kind: Notice['kind']
  /** Who is told, as a query of user ids; the inactive ones are not. */
  to: Sql
  subject: string
  /** False where a mail of its own says the same. */
  isMailed?: boolean
} & { [Name in 'what' | 'by' | 'detail' | 'journal' | 'importId' | 'changeSet' | 'source']?: Notice[Name] }

/** The users are told, at once under their bell and soon by mail; in the caller's transaction. */
export async function addNotice(client: Queryable, { kind, to, isMailed = true, ...params }: NewNotice): Promise<void> {
  const told = await execute(
    client,
    sql`with told as (
          insert into notice (user_id, kind, params, mailed_at)
          select u.id, ${kind}, ${JSON.stringify(params)}::jsonb, case when not (u.wants_notice_mails and ${isMailed}) then now() end
            from app_user as u
           where u.is_active and u.id in (${to})
          returning user_id
        )
        select pg_notify('notice', told.user_id::text) from told`,
  )
  if (told === 0) return
  await execute(
    client,
    sql`select graphile_worker.add_job('mail-notices', '{}'::json, max_attempts => 3, job_key => 'mail-notices')`,
  )
}

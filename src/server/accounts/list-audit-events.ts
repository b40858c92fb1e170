import type { z } from 'zod'
import type { AuditEvent, listAuditEvents as contract } from '../../shared/contract/audit.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { subjectIsVisible } from '../records/log/subject-is-visible.ts'

type Query = z.infer<NonNullable<typeof contract.query>>

/**
 * A page of the audit log, newest first; days begin and end in the installation's time zone. Events of a record that the
 * actor may not see are left out (AC-5).
 */
export async function listAuditEvents(
  db: Queryable,
  actor: Actor,
  timezone: string,
  { action, user, from, to, before, limit = 50 }: Query,
): Promise<{ events: AuditEvent[]; next: number | null }> {
  const events = await rowsOf<AuditEvent>(
    db,
    sql`select event.id, event.at, event.user_id as "userId", u.name as "user", event.action, event.detail
          from audit_event as event
          left join app_user as u on u.id = event.user_id
         where (${action ?? null}::text is null or event.action = ${action ?? null})
           and (${user ?? null}::bigint is null or event.user_id = ${user ?? null})
           and (${from ?? null}::date is null or event.at >= ${from ?? null}::date::timestamp at time zone ${timezone})
           and (${to ?? null}::date is null
                or event.at < (${to ?? null}::date + 1)::timestamp at time zone ${timezone})
           and (event.detail ->> 'record' is null or ${subjectIsVisible(sql`(event.detail ->> 'record')::bigint`, actor)})
           and (${before ?? null}::bigint is null or event.id < ${before ?? null})
         order by event.id desc
         limit ${limit + 1}`,
  )
  const page = events.slice(0, limit)
  return { events: page, next: events.length > limit ? (page.at(-1)?.id ?? null) : null }
}

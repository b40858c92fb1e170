import type { AuditAction } from '../../../shared/contract/audit.contract.ts'
import { execute, sql, type Queryable } from '../database/sql.ts'

export type { AuditAction }

export type AuditEvent = { action: AuditAction; userId: number | null; detail?: Record<string, unknown> }

/** The audit log tells the event, with the time of the transaction. */
export async function writeAudit(db: Queryable, event: AuditEvent): Promise<void> {
  await execute(
    db,
    sql`insert into audit_event (user_id, action, detail)
        values (${event.userId}, ${event.action}, ${JSON.stringify(event.detail ?? {})}::jsonb)`,
  )
}

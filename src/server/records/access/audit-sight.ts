import type { Pool } from 'pg'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { Right } from '../../../shared/rights.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { writeAudit } from '../../platform/auth/write-audit.ts'
import { firstRow, sql } from '../../platform/database/sql.ts'
import { tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'

/**
 * The audit log tells, once an hour, of a user who opened a record that only his right to see all opens to him
 * (rules.md, Visibility).
 */
export async function auditSight(pool: Pool, actor: Actor, entity: ListEntity, id: number): Promise<void> {
  if (!actor.rights.has('seeAll')) return
  const without: Actor = { ...actor, rights: new Set([...actor.rights].filter((right: Right) => right !== 'seeAll')) }
  const told = await firstRow<{ isOpen: boolean; isTold: boolean }>(
    pool,
    sql`select ${isVisible(entity, 'r', without)} as "isOpen",
               exists (select from audit_event as event
                        where event.action = 'restricted-record-seen' and event.user_id = ${actor.userId}
                          and event.at > now() - interval '1 hour' and (event.detail ->> 'record')::bigint = r.id)
                 as "isTold"
          from ${tableOf(entity)} as r where r.id = ${id}`,
  )
  if (!told || told.isOpen || told.isTold) return
  await writeAudit(pool, { action: 'restricted-record-seen', userId: actor.userId, detail: { entity, record: id } })
}

import type { Pool } from 'pg'
import type { FieldLock } from '../../shared/contract/field-lock.contract.ts'
import { findField } from '../../shared/catalogue/catalogue.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, onlyRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

/** Every field lock, by entity and field. */
export const readFieldLocks = (db: Queryable): Promise<FieldLock[]> =>
  rowsOf<FieldLock>(
    db,
    sql`select l.entity, l.field, l.role_id as role, l.source from field_lock as l order by l.entity, l.field, l.role_id nulls first, l.source nulls first`,
  )

/** These locks hold and no others. Throws 'field-unknown', and 'not-found' for a role that is not there. */
export function setFieldLocks(pool: Pool, actor: Actor, locks: readonly FieldLock[]): Promise<FieldLock[]> {
  for (const { entity, field } of locks) {
    const known = findField(entity, field)
    if (!known || known.isReadOnly) throw new RafaleError('field-unknown', { field: `${entity}.${field}` }, 'field')
  }
  return inTransaction(pool, async (client) => {
    const roles = [...new Set(locks.flatMap(({ role }) => (role === null ? [] : [role])))]
    const { known } = await onlyRow<{ known: number }>(
      client,
      sql`select count(*) as known from role where id = any(${roles}::bigint[])`,
    )
    if (known < roles.length) throw new RafaleError('not-found')
    await execute(client, sql`delete from field_lock`)
    await execute(
      client,
      sql`insert into field_lock (entity, field, role_id, source)
          select distinct l.entity, l.field, l.role, l.source
            from jsonb_to_recordset(${JSON.stringify(locks)}::jsonb) as l (entity text, field text, role bigint, source text)`,
    )
    await writeAudit(client, { action: 'field-locks-changed', userId: actor.userId, detail: { locks: locks.length } })
    return readFieldLocks(client)
  })
}

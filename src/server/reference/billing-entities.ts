import type { Pool, PoolClient } from 'pg'
import type { BillingEntity } from '../../shared/contract/reference.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

type Change = { code?: string | undefined; name?: string | undefined; isArchived?: boolean | undefined }

const entities = (where: Sql): Sql => sql`
  select id, code, name, is_archived as "isArchived"
    from billing_entity
   where ${where}
   order by is_archived, name collate "fr-x-icu", id`

/** Our own legal entities, archived ones last. */
export const readBillingEntities = (db: Queryable): Promise<BillingEntity[]> =>
  rowsOf<BillingEntity>(db, entities(sql`true`))

/** There is one more legal entity; throws 'value-not-available' for a code that is taken. */
export function createBillingEntity(
  pool: Pool,
  actor: Actor,
  { code, name }: { code: string; name: string },
): Promise<BillingEntity> {
  return inTransaction(pool, async (client) => {
    await refuseTakenCode(client, code, null)
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into billing_entity (code, name) values (${code}, ${name}) returning id`,
    )
    await tell(client, actor, { id, code, name })
    return onlyRow<BillingEntity>(client, entities(sql`id = ${id}`))
  })
}

/** The legal entity is as `change` says. An archived one stays where it is held, and is offered no more. */
export function updateBillingEntity(pool: Pool, actor: Actor, id: number, change: Change): Promise<BillingEntity> {
  return inTransaction(pool, async (client) => {
    if (change.code !== undefined) await refuseTakenCode(client, change.code, id)
    const changed = await execute(
      client,
      sql`update billing_entity
             set code = coalesce(${change.code ?? null}, code), name = coalesce(${change.name ?? null}, name),
                 is_archived = coalesce(${change.isArchived ?? null}, is_archived)
           where id = ${id}`,
    )
    if (changed === 0) throw new RafaleError('not-found')
    await tell(client, actor, { id, ...change })
    return onlyRow<BillingEntity>(client, entities(sql`id = ${id}`))
  })
}

async function refuseTakenCode(client: PoolClient, code: string, but: number | null): Promise<void> {
  await execute(client, sql`select pg_advisory_xact_lock(hashtext('billing_entity'))`)
  const taken = await firstRow(
    client,
    sql`select from billing_entity where lower(code) = lower(${code}) and id is distinct from ${but}::bigint`,
  )
  if (taken) throw new RafaleError('value-not-available', { value: code, field: 'code' }, 'code')
}

const tell = (client: PoolClient, actor: Actor, detail: Record<string, unknown>) =>
  writeAudit(client, { action: 'billing-entity-changed', userId: actor.userId, detail })

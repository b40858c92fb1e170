import type { ClientBase } from 'pg'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { ImportEntity } from '../../../shared/import/targets.ts'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import type { Filter } from '../../../shared/contract/record.contract.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { addDeletions } from '../../records/plan/plan-deletion.ts'
import { deletionBlock } from '../../records/plan/deletion-block.ts'
import { createPlanTable } from '../../records/plan/create-plan-table.ts'
import { planTable, tableFor, type Plan } from '../../records/plan/plan.ts'
import { childrenOf, fieldsOf } from '../../records/entity-table.ts'
import { settleDefaults } from '../../records/plan/settle-defaults.ts'
import { isVisible } from '../../records/visibility.ts'
import { selectionSql } from '../../records/read/selection-sql.ts'
import type { ImportMapping } from './import-mapping.ts'
import { matchKeys } from './match-keys.ts'
import type { StageTables } from './stage-tables.ts'

const clients: Filter = {
  all: [
    { field: 'salesStatus', operator: 'anyOf', value: ['client'] },
    { field: 'state', operator: 'anyOf', value: ['active'] },
  ],
}
const activeContacts: Filter = { all: [{ field: 'isActive', operator: 'equals', value: true }] }

/** Which records may go when the settings name no scope: active clients, or active contacts. */
const usualScopes: Record<ImportEntity, Filter> = { company: clients, contact: activeContacts }

export type DeletionCounts = {
  /** How many records the scope has; how many go, and how many that no row names cannot. */
  scope: number
  deleted: number
  blocked: number
  hindrance?: NonNullable<ImportRecap['deletionHindrance']>
}

type Deleting = { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan }

/**
 * Adds to the plan the deletion of every visible record of the scope that no row names, with all that hangs on it.
 * Named: any that shares a filled key with any row, also a red, skipped or ambiguous one. Nothing is deleted when a row
 * has no usable key or no row matched: the file then cannot say who is missing.
 */
export async function planDeletions(client: ClientBase, deleting: Deleting): Promise<DeletionCounts> {
  const { actor, tables, mapping, plan } = deleting
  const { entity } = mapping
  const filter = mapping.settings.deletionScope ?? usualScopes[entity]
  const scope = sql`select r.id ${selectionSql({ entity, filter }, actor)}`
  const { total } = await onlyRow<{ total: number }>(client, sql`select count(*) as total from (${scope}) as s`)
  await nameRecords(client, tables, mapping)
  const records = tableFor(plan, entity)
  const hindrance = await hindranceOf(client, tables, mapping)
  if (!records || hindrance) return { scope: total, deleted: 0, blocked: 0, ...(hindrance ? { hindrance } : {}) }
  const unnamed = sql`${scope} and not exists (select from ${tables.named} as n where n.id = r.id)`
  const blocked = await findBlocked(client, deleting, unnamed)
  const gone = sql`${unnamed} and not exists (select from ${tables.part('blocked')} as b where b.record_id = r.id)`
  const deleted = await addDeletions(client, records, gone)
  await deleteOwned(client, deleting, entity)
  await settleDefaults(client, plan, tables.planStem)
  return { scope: total, deleted, blocked }
}

/** What the deleted records of an entity own goes with them. */
async function deleteOwned(client: ClientBase, deleting: Deleting, owner: EntityName): Promise<void> {
  const { tables, plan } = deleting
  const owners = tableFor(plan, owner)
  if (!owners) return
  for (const { entity, ownerColumn } of childrenOf[owner]) {
    const known = tableFor(plan, entity)
    const table =
      known ??
      (await createPlanTable(client, { entity, fields: fieldsOf(entity), bulkName: `${tables.planStem}_${entity}` }))
    if (!known) plan.tables.push(table)
    const goneOwners = sql`select p.record_id from ${planTable(owners)} as p where p.action = 'd'`
    await addDeletions(
      client,
      table,
      sql`select c.id from ${sql.id(entity)} as c where ${sql.id('c', ownerColumn)} in (${goneOwners})`,
    )
    await deleteOwned(client, deleting, entity)
  }
}

/** `blocked` holds the records that cannot go, and why; how many. */
async function findBlocked(client: ClientBase, { actor, tables, mapping }: Deleting, unnamed: Sql): Promise<number> {
  const blocked = tables.part('blocked')
  await execute(client, sql`drop table if exists ${blocked}`)
  return execute(
    client,
    sql`create unlogged table ${blocked} as
        select x.record_id, x.reason
          from (select r.id as record_id, ${deletionBlock(mapping.entity, 'r', actor)} as reason
                  from ${sql.id(mapping.entity)} as r where r.id in (${unnamed}) and ${isVisible(mapping.entity, 'r', actor)}) as x
         where x.reason is not null`,
  )
}

/** `named` holds every record that shares at least one filled key with any row of the file. */
async function nameRecords(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  await execute(client, sql`drop table if exists ${tables.named}`)
  const hits = matchKeys(mapping)
    .filter(({ isStrong }) => isStrong)
    .map((key): Sql => {
      const join = key.isOfAddress ? sql`join address as a on a.id = r.default_address_id` : sql``
      return sql`select r.id from ${sql.id(mapping.entity)} as r ${join}
        where ${key.ofRecord} in (select ${key.ofRow('v')} from ${tables.read} as v)`
    })
  const matched = sql`select m.record_id as id from ${tables.part('match')} as m where m.record_id is not null`
  await execute(
    client,
    sql`create unlogged table ${tables.named} as select distinct n.id from (${sql.join([matched, ...hits], sql` union all `)}) as n`,
  )
  await execute(client, sql`create index on ${tables.named} (id)`)
}

/** A file with a row without key, or of which nothing was found, cannot say who is missing. */
async function hindranceOf(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
): Promise<DeletionCounts['hindrance'] | undefined> {
  const keys = matchKeys(mapping)
    .filter(({ isStrong }) => isStrong)
    .map((key) => key.ofRow('v'))
  const isKeyless =
    keys.length === 0
      ? sql`true`
      : sql`${sql.join(
          keys.map((key) => sql`${key} is null`),
          sql` and `,
        )}`
  const { keyless, matched } = await onlyRow<{ keyless: boolean; matched: boolean }>(
    client,
    sql`select exists (select from ${tables.read} as v where ${isKeyless}) as keyless,
               exists (select from ${tables.part('match')} as m where m.record_id is not null) as matched`,
  )
  return keyless ? 'keyless' : matched ? undefined : 'unmatched'
}

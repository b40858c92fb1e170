import type { ClientBase } from 'pg'
import type { Filter } from '../../../shared/contract/record.contract.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { addDeletions } from '../../records/plan/plan-deletion.ts'
import { createPlanTable } from '../../records/plan/create-plan-table.ts'
import { planTable, tableFor, type Plan } from '../../records/plan/plan.ts'
import { fieldsOf } from '../../records/entity-table.ts'
import { settleDefaults } from '../../records/plan/settle-defaults.ts'
import { isVisible } from '../../records/visibility.ts'
import { selectionSql } from '../../records/read/selection-sql.ts'
import { keyColumns, type ImportMapping } from './import-mapping.ts'
import { keyForm } from './key-form.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'
import { columnOf } from '../../records/entity-table.ts'

/** Which companies may go when the settings name no scope: active clients. */
const usualScope: Filter = {
  all: [
    { field: 'salesStatus', operator: 'anyOf', value: ['client'] as unknown as string },
    { field: 'state', operator: 'anyOf', value: ['active'] as unknown as string },
  ],
}

export type DeletionCounts = { scope: number; deleted: number }

/**
 * Adds to the plan the deletion of every visible company of the scope that no row names, with its contacts and
 * addresses. Named: any company that shares a filled key with any row, also a red, skipped or ambiguous one. Nothing
 * is deleted when a row has no usable key or no row matched: the file then cannot say who is missing.
 */
export async function planDeletions(
  client: ClientBase,
  deleting: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
): Promise<DeletionCounts> {
  const { actor, tables, mapping, plan } = deleting
  const scope = sql`select r.id ${selectionSql({ entity: 'company', filter: mapping.settings.deletionScope ?? usualScope }, actor)}`
  const { total } = await onlyRow<{ total: number }>(client, sql`select count(*) as total from (${scope}) as s`)
  await nameCompanies(client, tables, mapping)
  if (!(await canDelete(client, tables, mapping))) return { scope: total, deleted: 0 }
  const gone = sql`${scope} and not exists (select from ${tables.named} as n where n.id = r.id) and not ${hasHiddenContact(actor)}`
  const companies = tableFor(plan, 'company')
  if (!companies) return { scope: total, deleted: 0 }
  const deleted = await addDeletions(client, companies, gone)
  for (const entity of ['contact', 'address'] as const) {
    const known = tableFor(plan, entity)
    const table =
      known ??
      (await createPlanTable(client, { entity, fields: fieldsOf(entity), bulkName: `${tables.planStem}_${entity}` }))
    if (!known) plan.tables.push(table)
    const goneCompanies = sql`select p.record_id from ${planTable(companies)} as p where p.action = 'd'`
    await addDeletions(
      client,
      table,
      sql`select c.id from ${sql.id(entity)} as c where c.company_id in (${goneCompanies})`,
    )
    if (entity === 'contact') continue
    const contacts = tableFor(plan, 'contact')
    if (contacts) {
      const goneContacts = sql`select p.record_id from ${planTable(contacts)} as p where p.action = 'd'`
      await addDeletions(client, table, sql`select c.id from address as c where c.contact_id in (${goneContacts})`)
    }
  }
  await settleDefaults(client, plan, tables.planStem)
  return { scope: total, deleted }
}

/** A company with a contact that the actor may not see is not his to delete. */
const hasHiddenContact = (actor: Actor): Sql =>
  sql`exists (select from contact as t where t.company_id = r.id and not ${isVisible('contact', 't', actor)})`

/** `named` holds every company that shares at least one filled key with any row of the file. */
async function nameCompanies(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  await execute(client, sql`drop table if exists ${tables.named}`)
  const keys = keyColumns(mapping)
  const hits = keys.map((key): Sql => {
    const alias = key.field.entity === 'address' ? 'a' : 'r'
    const join = alias === 'a' ? sql`join address as a on a.id = r.default_address_id` : sql``
    return sql`select r.id from company as r ${join}
      where ${keyForm(key.field, columnOf(alias, key.field))} in (
        select ${keyForm(key.field, sql.id('v', valueColumn(key.target.path)))} from ${tables.read} as v)`
  })
  const matched = sql`select m.record_id as id from ${tables.part('match')} as m where m.record_id is not null`
  await execute(
    client,
    sql`create unlogged table ${tables.named} as select distinct n.id from (${sql.join([matched, ...hits], sql` union all `)}) as n`,
  )
  await execute(client, sql`create index on ${tables.named} (id)`)
}

async function canDelete(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<boolean> {
  const keys = keyColumns(mapping).map((key) => sql.id('v', valueColumn(key.target.path)))
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
  return !keyless && matched
}

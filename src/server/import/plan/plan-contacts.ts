import type { ClientBase } from 'pg'
import { fieldOf, findField } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf, columnTypeOf, fieldsOf } from '../../records/entity-table.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createPlanTable } from '../../records/plan/create-plan-table.ts'
import type { PlanTable } from '../../records/plan/plan.ts'
import { contactColumns } from './child-kind.ts'
import { defaultsOf } from './created-defaults.ts'
import { insertCreates, insertUpdates, settleUnits } from './insert-units.ts'
import { columnFor, rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { policyValue } from './policy-value.ts'
import { employerOf, joinMade } from './resolve-contacts.ts'
import { hasChildren } from './resolve-units.ts'
import { settleCell } from './three-way.ts'
import type { StageTables } from './stage-tables.ts'

/** The plan table of imported contacts: what updates change, and what is created; `row_no` is the unit's first row. */
export async function planContacts(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
): Promise<PlanTable> {
  const table = await createPlanTable(client, {
    entity: 'contact',
    fields: plannedFields(mapping),
    bulkName: `${tables.planStem}_contact`,
  })
  await planUpdates(client, { tables, mapping, table })
  await planCreates(client, { tables, mapping, table })
  await settleUnits(
    client,
    table,
    table.fields.some((field) => field.key === 'hasLeft'),
  )
  return table
}

function plannedFields(mapping: ImportMapping): readonly Field[] {
  if (mapping.settings.mode === 'update-with-deletion') return fieldsOf('contact')
  return withCompanions('contact', [
    ...contactColumns(mapping, 'v').map(({ field }) => field),
    ...Object.keys(defaultsOf(mapping, 'contact')).flatMap((key) => findField('contact', key) ?? []),
    ...['company', 'lastName', ...(hasChildren(mapping) ? ['defaultAddress'] : [])].map((key) =>
      fieldOf('contact', key),
    ),
  ])
}

type Part = { tables: StageTables; mapping: ImportMapping; table: PlanTable }

async function planUpdates(client: ClientBase, { tables, mapping, table }: Part): Promise<void> {
  const columns = new Map(contactColumns(mapping, 'v').map((column) => [column.field.key, column]))
  const nameIsKey = columnFor(mapping, 'contact.fullName')?.isKey ?? false
  const next = (field: Field): Sql => {
    const current = columnOf('r', field)
    const settledAs = (incoming: Sql, merged: Sql) => settleCell(tables, mapping, { field, incoming, current, merged })
    if (field.key === 'company') return settledAs(employerOf, sql`coalesce(${employerOf}, ${current})`)
    if (field.key === 'defaultAddress' && hasChildren(mapping)) {
      return settledAs(sql`d.default_address_id`, sql`coalesce(d.default_address_id, ${current})`)
    }
    const column = columns.get(field.key)
    if (!column) return current
    const isKey = column.isKey || (nameIsKey && column.isOfName)
    const merged = policyValue({
      field,
      incoming: column.value,
      current,
      policy: column.policy,
      isKey,
      erases: mapping.settings.emptyCells === 'erase',
      locked: mapping.locked,
      hasId: rafaleIdIsSaid(mapping, 'contact', 'v'),
    })
    return settledAs(column.value, merged)
  }
  await insertUpdates(client, { tables, mapping, table, joins: joinMade(tables) }, { next, differing: table.fields })
}

async function planCreates(client: ClientBase, { tables, mapping, table }: Part): Promise<void> {
  const columns = new Map(contactColumns(mapping, 'v').map((column) => [column.field.key, column]))
  const defaults = defaultsOf(mapping, 'contact')
  const value = (field: Field): Sql => {
    if (field.key === 'company') return employerOf
    if (field.key === 'defaultAddress') return hasChildren(mapping) ? sql`d.default_address_id` : sql`null::bigint`
    const incoming = columns.get(field.key)?.value ?? sql`null::${columnTypeOf(field)}`
    const fallback = defaults[field.key] ?? field.default
    return fallback === undefined ? incoming : sql`coalesce(${incoming}, ${fallback}::${columnTypeOf(field)})`
  }
  await insertCreates(client, { tables, mapping, table, joins: joinMade(tables) }, value)
}

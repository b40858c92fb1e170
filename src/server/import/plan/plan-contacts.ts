import type { ClientBase } from 'pg'
import { fieldOf, findField } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, columnTypeOf, fieldsOf } from '../../records/entity-table.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createFilledPlanTable } from '../../records/plan/create-plan-table.ts'
import type { PlanTable } from '../../records/plan/plan.ts'
import { contactColumns } from './child-kind.ts'
import { defaultsOf } from './created-defaults.ts'
import { settleUnits, unitCreates, unitUpdates, type Units } from './plan-units.ts'
import { columnFor, rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { policyValue } from './policy-value.ts'
import { employerOf, joinMade } from './resolve-contacts.ts'
import { hasChildren } from './resolve-units.ts'
import { createdValue, keepHidden } from './masked-cell.ts'
import { settleCell } from './three-way.ts'
import type { StageTables } from './stage-tables.ts'

/** The plan table of imported contacts: what updates change, and what is created; `row_no` is the unit's first row. */
export async function planContacts(
  client: ClientBase,
  planning: { actor: Actor; tables: StageTables; mapping: ImportMapping },
): Promise<PlanTable> {
  const { actor, tables, mapping } = planning
  const fields = plannedFields(mapping)
  const units = { tables, mapping, entity: 'contact', fields, joins: joinMade(tables) } as const
  const place = { entity: 'contact', fields, bulkName: `${tables.planStem}_contact` } as const
  const table = await createFilledPlanTable(client, place, [updates(units, actor), creates(units)])
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

function updates(units: Units, actor: Actor): Sql {
  const { tables, mapping, fields } = units
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
    const cell = { field, incoming: column.value, current, merged }
    return settledAs(column.value, keepHidden(actor, cell))
  }
  return unitUpdates(units, { next, differing: fields })
}

function creates(units: Units): Sql {
  const { mapping } = units
  const columns = new Map(contactColumns(mapping, 'v').map((column) => [column.field.key, column]))
  const defaults = defaultsOf(mapping, 'contact')
  const value = (field: Field): Sql => {
    if (field.key === 'company') return employerOf
    if (field.key === 'defaultAddress') return hasChildren(mapping) ? sql`d.default_address_id` : sql`null::bigint`
    const incoming = createdValue(field, columns.get(field.key)?.value ?? sql`null::${columnTypeOf(field)}`)
    const fallback = defaults[field.key] ?? field.default
    return fallback === undefined ? incoming : sql`coalesce(${incoming}, ${fallback}::${columnTypeOf(field)})`
  }
  return unitCreates(units, value)
}

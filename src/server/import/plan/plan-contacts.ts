import type { ClientBase } from 'pg'
import { fieldOf, findField } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf, columnTypeOf, fieldsOf, newOf, oldOf } from '../../records/entity-table.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createPlanTable } from '../../records/plan/create-plan-table.ts'
import { dropUnchanged } from '../../records/plan/plan-edits.ts'
import { planTable, type PlanTable } from '../../records/plan/plan.ts'
import { settleDependents } from '../../records/plan/settle-dependents.ts'
import { contactColumns } from './child-kind.ts'
import { defaultsOf } from './created-defaults.ts'
import { unitValues } from './group-rows.ts'
import { columnFor, rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { policyValue } from './policy-value.ts'
import { employerOf, joinMade } from './resolve-contacts.ts'
import { hasChildren } from './resolve-units.ts'
import { joinSince, settleCell } from './three-way.ts'
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
  if (table.fields.some((field) => field.key === 'hasLeft')) {
    await settleDependents(client, table)
    await dropUnchanged(client, table)
  }
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
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
  const cells = table.fields.flatMap((field) => [
    sql`${columnOf('r', field)} as ${oldOf(field)}`,
    sql`${next(field)} as ${newOf(field)}`,
  ])
  const names = joined(table.fields.flatMap((field) => [oldOf(field), newOf(field)]))
  const differs = table.fields.map((field) => sql`${newOf(field, 'x')} is distinct from ${oldOf(field, 'x')}`)
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, row_no, ${names})
        select x.record_id, x.record_id, 'u', x.version, x.head_row, ${names}
          from (
            select r.id as record_id, r.version, u.head_row, ${joined(cells)}
              from ${tables.part('resolved')} as u
              join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row
              join contact as r on r.id = u.owner_id
              ${joinSince(tables, 'contact')}
              ${joinMade(tables)}
              ${hasChildren(mapping) ? sql`left join ${tables.pointer} as d on d.owner_id = u.owner_id` : sql``}
             where u.verdict = 'update'
            offset 0
          ) as x
         where ${joined(differs, ' or ')}`,
  )
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
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, row_no, ${joined(table.fields.map((field) => newOf(field)))})
        select ${joined([sql`u.owner_id, u.owner_id, 'c', u.head_row`, ...table.fields.map(value)])}
          from ${tables.part('resolved')} as u
          join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row
          ${joinMade(tables)}
          ${hasChildren(mapping) ? sql`left join ${tables.pointer} as d on d.owner_id = u.owner_id` : sql``}
         where u.verdict = 'create'`,
  )
}

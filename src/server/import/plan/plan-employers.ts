import type { ClientBase } from 'pg'
import { fieldOf, findField } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf, columnTypeOf, newOf, oldOf } from '../../records/entity-table.ts'
import { readNumbering } from '../../records/edit/next-code.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createPlanTable } from '../../records/plan/create-plan-table.ts'
import { planTable, type PlanTable } from '../../records/plan/plan.ts'
import { nextNumber, passUsedNumbers } from './company-numbers.ts'
import { defaultsOf } from './created-defaults.ts'
import { unitValues } from './group-rows.ts'
import { fieldColumns, isMapped, type ImportMapping } from './import-mapping.ts'
import { employerOf, joinMade } from './resolve-contacts.ts'
import { createdValue } from './masked-cell.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

/**
 * The plan table of the companies of imported contacts: those made for rows that name an unknown one, and those whose
 * default contact changes (`row_no` is then the row that says so, if one does).
 */
export async function planEmployers(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
  contacts: PlanTable,
): Promise<PlanTable | undefined> {
  await makeDefaultContacts(client, tables, mapping, contacts)
  const { some } = await onlyRow<{ some: boolean }>(
    client,
    sql`select exists (select from ${tables.made}) or exists (select from ${tables.part('default_contact')}) as some`,
  )
  if (!some) return undefined
  const table = await createPlanTable(client, {
    entity: 'company',
    fields: plannedFields(mapping),
    bulkName: `${tables.planStem}_company`,
  })
  await planMade(client, { tables, mapping, table })
  await planPointers(client, { tables, table })
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
  return table
}

function plannedFields(mapping: ImportMapping): readonly Field[] {
  return withCompanions('company', [
    ...fieldColumns(mapping, 'company').map(({ field }) => field),
    ...Object.keys(defaultsOf(mapping, 'company')).flatMap((key) => findField('company', key) ?? []),
    ...['code', 'name', 'defaultContact'].map((key) => fieldOf('company', key)),
  ])
}

type Part = { tables: StageTables; table: PlanTable }

async function planMade(
  client: ClientBase,
  { tables, mapping, table }: Part & { mapping: ImportMapping },
): Promise<void> {
  const columns = new Map(fieldColumns(mapping, 'company').map((column) => [column.field.key, column]))
  const defaults = defaultsOf(mapping, 'company')
  const numbering = await readNumbering(client)
  const hasCode = isMapped(mapping, 'company.code')
  const codeless = sql`select from ${tables.made} as n join ${tables.read} as v on v.row_no = n.head_row
                        where ${hasCode ? sql`v.company_code is null` : sql`true`}`
  if (numbering.isOn) await passUsedNumbers(client, tables, { numbering, hasCode, needed: codeless })
  const value = (field: Field): Sql => {
    if (field.key === 'defaultContact') return sql`d.contact_id`
    const column = columns.get(field.key)
    const incoming = column
      ? createdValue(field, sql.id('v', valueColumn(column.target.path)))
      : sql`null::${columnTypeOf(field)}`
    if (field.key === 'code' && numbering.isOn)
      return sql`coalesce(${incoming}, ${nextNumber(numbering, sql`n.head_row`)})`
    const fallback = defaults[field.key] ?? field.default
    return fallback === undefined ? incoming : sql`coalesce(${incoming}, ${fallback}::${columnTypeOf(field)})`
  }
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, row_no, ${joined(table.fields.map((field) => newOf(field)))})
        select ${joined([sql`n.company_id, n.company_id, 'c', n.head_row`, ...table.fields.map(value)])}
          from ${tables.made} as n
          join ${tables.read} as v on v.row_no = n.head_row
          left join ${tables.part('default_contact')} as d on d.company_id = n.company_id`,
  )
}

async function planPointers(client: ClientBase, { tables, table }: Part): Promise<void> {
  const pointer = fieldOf('company', 'defaultContact')
  const cells = table.fields.flatMap((field) => [
    columnOf('r', field),
    field === pointer ? sql`d.contact_id` : columnOf('r', field),
  ])
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, row_no, ${joined(table.fields.flatMap((field) => [oldOf(field), newOf(field)]))})
        select ${joined([sql`r.id, r.id, 'u', r.version, d.row_no`, ...cells])}
          from ${tables.part('default_contact')} as d
          join company as r on r.id = d.company_id
         where r.default_contact_id is distinct from d.contact_id`,
  )
}

/**
 * `default_contact` holds companies whose default contact is to be settled: the contact of the first row that says
 * "default: yes"; else the one they have, unless it moves away; else the oldest that stays, else the first to come.
 */
async function makeDefaultContacts(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
  contacts: PlanTable,
): Promise<void> {
  const table = tables.part('default_contact')
  const said = isMapped(mapping, 'contact.isDefault')
    ? sql`select distinct on (s.company_id) s.company_id, s.contact_id, s.row_no
            from (select coalesce(${employerOf}, r.company_id) as company_id, u.owner_id as contact_id, u.head_row as row_no
                    from ${unitValues(tables, mapping)} as v
                    join ${tables.part('resolved')} as u on u.head_row = v.head_row and u.owner_id is not null
                    ${joinMade(tables)}
                    left join contact as r on r.id = u.owner_id
                   where v.contact_is_default) as s
           order by s.company_id, s.row_no`
    : sql`select null::bigint as company_id, null::bigint as contact_id, null::integer as row_no where false`
  await execute(client, sql`drop table if exists ${table}`)
  await execute(
    client,
    sql`create unlogged table ${table} with (autovacuum_enabled = false) as
        with said as materialized (${said}), moved as materialized (
          select p.record_id, p.old_company_id as left_id, p.new_company_id as joined_id, p.row_no
            from ${planTable(contacts)} as p
           where p.action = 'c' or p.old_company_id is distinct from p.new_company_id
        ), arrival as materialized (
          select distinct on (moved.joined_id) moved.joined_id as company_id, moved.record_id as contact_id
            from moved order by moved.joined_id, moved.row_no
        ), concerned as (
          select said.company_id from said
          union
          select arrival.company_id from arrival
            left join company as o on o.id = arrival.company_id
           where o.default_contact_id is null
          union
          select o.id from moved join company as o on o.id = moved.left_id and o.default_contact_id = moved.record_id
        )
        select c.company_id, said.row_no, coalesce(
                 said.contact_id,
                 case when not exists (select from moved where moved.record_id = o.default_contact_id and moved.left_id is not null)
                      then o.default_contact_id end,
                 (select min(t.id) from contact as t
                   where t.company_id = c.company_id
                     and not exists (select from moved where moved.record_id = t.id)),
                 arrival.contact_id) as contact_id
          from concerned as c
          left join company as o on o.id = c.company_id
          left join said on said.company_id = c.company_id
          left join arrival on arrival.company_id = c.company_id`,
  )
  await execute(client, sql`analyze ${table}`)
}

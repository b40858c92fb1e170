import type { ClientBase } from 'pg'
import { findField } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, columnTypeOf, fieldsOf } from '../../records/entity-table.ts'
import { readNumbering } from '../../records/edit/next-code.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createFilledPlanTable } from '../../records/plan/create-plan-table.ts'
import type { PlanTable } from '../../records/plan/plan.ts'
import { nextNumber, passUsedNumbers } from './company-numbers.ts'
import { defaultsOf } from './created-defaults.ts'
import { settleUnits, unitCreates, unitUpdates, type Units } from './plan-units.ts'
import { fieldColumns, isMapped, rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { policyValue } from './policy-value.ts'
import { hasChildren } from './resolve-units.ts'
import { createdValue, keepHidden } from './masked-cell.ts'
import { settleCell } from './three-way.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

/** The fields the plan of companies needs: mapped ones, defaults of created records, default pointers, and their companions. */
function plannedFields(mapping: ImportMapping): readonly Field[] {
  if (mapping.settings.mode === 'update-with-deletion') return fieldsOf('company')
  const keys = [
    ...fieldColumns(mapping, 'company').map(({ field }) => field.key),
    ...Object.keys(defaultsOf(mapping, 'company')),
    'code',
    ...(hasChildren(mapping) ? ['defaultAddress', 'defaultContact'] : []),
  ]
  return withCompanions(
    'company',
    keys.flatMap((key) => findField('company', key) ?? []),
  )
}

/** The plan table of companies: what updates change, and what is created; `row_no` is the unit's first row. */
export async function planCompanies(
  client: ClientBase,
  planning: { actor: Actor; tables: StageTables; mapping: ImportMapping },
): Promise<PlanTable> {
  const { actor, tables, mapping } = planning
  const fields = plannedFields(mapping)
  const units = { tables, mapping, entity: 'company', fields } as const
  const place = { entity: 'company', fields, bulkName: `${tables.planStem}_company` } as const
  const table = await createFilledPlanTable(client, place, [updates(units, actor), await creates(client, units)])
  await settleUnits(
    client,
    table,
    fields.some((field) => field.clearedUnless),
  )
  return table
}

const pointerColumns: Record<string, string> = {
  defaultAddress: 'default_address_id',
  defaultContact: 'default_contact_id',
}

function updates(units: Units, actor: Actor): Sql {
  const { tables, mapping, fields } = units
  const mapped = new Map(fieldColumns(mapping, 'company').map((column) => [column.field.key, column]))
  const next = (field: Field): Sql => {
    const current = columnOf('r', field)
    const pointer = pointerColumns[field.key]
    if (pointer && hasChildren(mapping)) {
      const chosen = sql.id('d', pointer)
      const merged = sql`coalesce(${chosen}, ${current})`
      return settleCell(tables, mapping, { field, incoming: chosen, current, merged })
    }
    const column = mapped.get(field.key)
    if (!column) return current
    const incoming = sql.id('v', valueColumn(column.target.path))
    const cell = { field, incoming, current }
    const hasId = rafaleIdIsSaid(mapping, 'company', 'v')
    const erases = mapping.settings.emptyCells === 'erase'
    const { policy, isKey } = column
    const merged = policyValue({ ...cell, policy, isKey, erases, hasId, locked: mapping.locked })
    return settleCell(tables, mapping, { ...cell, merged: keepHidden(actor, { ...cell, merged }) })
  }
  const differing = fields.filter((field) => mapped.has(field.key) || pointerColumns[field.key])
  return unitUpdates(units, { next, differing })
}

async function creates(client: ClientBase, units: Units): Promise<Sql> {
  const { tables, mapping } = units
  const mapped = new Map(fieldColumns(mapping, 'company').map((column) => [column.field.key, column]))
  const defaults = defaultsOf(mapping, 'company')
  const numbering = await readNumbering(client)
  const needed = sql`select from ${tables.part('resolved')} as u where u.verdict = 'create' and u.lacks_code`
  // Drawing numbers keeps the plan from being made in parallel.
  const draws =
    numbering.isOn &&
    (await passUsedNumbers(client, tables, { numbering, hasCode: isMapped(mapping, 'company.code'), needed }))
  const value = (field: Field): Sql => {
    const column = mapped.get(field.key)
    const incoming = column ? createdValue(field, sql.id('v', valueColumn(column.target.path))) : sql`null`
    const pointer = pointerColumns[field.key]
    if (pointer) return hasChildren(mapping) ? sql.id('d', pointer) : sql`null::bigint`
    if (field.key === 'code' && draws) return sql`coalesce(${incoming}, ${nextNumber(numbering, sql`u.head_row`)})`
    const fallback = defaults[field.key] ?? field.default
    return fallback === undefined ? incoming : sql`coalesce(${incoming}, ${fallback}::${columnTypeOf(field)})`
  }
  return unitCreates(units, value)
}

import type { ClientBase } from 'pg'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { fence } from '../../platform/database/fence.ts'
import { execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, columnTypeOf, fieldsOf, newOf, oldOf } from '../../records/entity-table.ts'
import { withCompanions } from '../../records/plan/companion-fields.ts'
import { createFilledPlanTable } from '../../records/plan/create-plan-table.ts'
import { dropUnchanged } from '../../records/plan/plan-edits.ts'
import { planTable, type PlanTable } from '../../records/plan/plan.ts'
import { settleDependents } from '../../records/plan/settle-dependents.ts'
import { childColumns, type ChildKind } from './child-kind.ts'
import { rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { policyValue } from './policy-value.ts'
import { createdValue, keepHidden } from './masked-cell.ts'
import { joinSince, settleCell } from './three-way.ts'
import type { StageTables } from './stage-tables.ts'

/** The plan table of the addresses or contacts that rows speak of, from the candidates found by `findChildren`. */
export async function planChildren(
  client: ClientBase,
  planning: { actor: Actor; tables: StageTables; mapping: ImportMapping; kind: ChildKind },
): Promise<PlanTable> {
  const { actor, tables, mapping, kind } = planning
  const { entity } = kind
  const columns = childColumns(mapping, kind)
  const isWide = mapping.settings.mode === 'update-with-deletion'
  const named = [
    ...columns.map(({ field }) => field),
    fieldOf(entity, kind.owner),
    ...(entity === 'address' ? [fieldOf('address', 'kind')] : []),
  ]
  const fields = isWide ? fieldsOf(entity) : withCompanions(entity, named)
  const byKey = new Map(columns.map((column) => [column.field.key, column]))
  const erases = mapping.settings.emptyCells === 'erase'
  const hasId = rafaleIdIsSaid(mapping, entity, 'v')
  const next = (field: Field): Sql => {
    const column = byKey.get(field.key)
    const current = columnOf('r', field)
    if (!column) return current
    const isIdentity = kind.identityKeys.includes(field.key)
    // What a child was found by only completes it, as a key does; its name in other capitals stays as it is.
    const cell = { field, incoming: column.value, current }
    const merged = policyValue({
      ...cell,
      policy: column.policy,
      isKey: isIdentity,
      erases,
      hasId,
      locked: mapping.locked,
    })
    return settleCell(tables, mapping, { ...cell, merged: keepHidden(actor, { ...cell, merged }) })
  }
  const cells = fields.flatMap((field) => [
    sql`${columnOf('r', field)} as ${oldOf(field)}`,
    sql`${next(field)} as ${newOf(field)}`,
  ])
  const names = fields.flatMap((field) => [oldOf(field), newOf(field)])
  const differing = columns.map(({ field }) => sql`${newOf(field, 'x')} is distinct from ${oldOf(field, 'x')}`)
  const updates = sql`
    select ${joined([sql`x.id, ${entity === 'contact' ? sql`x.id` : sql`x.owner_id`}, 'u', x.version, x.row_no`, ...names])}
      from (
        select ${joined([sql`r.id, r.version, c.owner_id, c.row_no`, ...cells, fence])}
          from ${tables.part(entity)} as c
          join ${tables.read} as v on v.row_no = c.row_no
          join ${sql.id(entity)} as r on r.id = c.child_id
          ${joinSince(tables, entity)}
         where c.is_head and not c.is_new
      ) as x
     where ${joined([sql`false`, ...differing], ' or ')}`
  const value = (field: Field): Sql => {
    if (field.key === kind.owner) return sql`c.owner_id`
    const column = byKey.get(field.key)
    const incoming = createdValue(field, column ? column.value : sql`null::${columnTypeOf(field)}`)
    if (entity === 'address' && field.key === 'kind')
      return sql`coalesce(${incoming}, case when c.is_first then 'main' else 'other' end)`
    return field.default === undefined ? incoming : sql`coalesce(${incoming}, ${sql.lit(field.default)})`
  }
  const made = fields.flatMap((field) => [sql`null::${columnTypeOf(field)}`, value(field)])
  const creates = sql`
    select ${joined([sql`c.child_id, ${entity === 'contact' ? sql`c.child_id` : sql`c.owner_id`}, 'c', null::integer, c.row_no`, ...made])}
      from ${tables.part(entity)} as c
      join ${tables.read} as v on v.row_no = c.row_no
     where c.is_head and c.is_new`
  const place = { entity, fields, bulkName: `${tables.planStem}_${entity}` }
  const table = await createFilledPlanTable(client, place, [updates, creates])
  if (byKey.has('hasLeft')) {
    await settleDependents(client, table)
    await dropUnchanged(client, table)
  }
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
  return table
}

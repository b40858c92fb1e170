import type { ClientBase } from 'pg'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { allOf, execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf, fieldsOf, newOf, oldOf } from '../entity-table.ts'
import { keyForm } from '../key-form.ts'
import { createPlanTable } from '../plan/create-plan-table.ts'
import { addDeletions } from '../plan/plan-deletion.ts'
import { planTable, type PlanTable } from '../plan/plan.ts'
import { allIds, type Merge } from './merge-request.ts'

const field = (key: string): Field => fieldOf('address', key)
const place = ['line1', 'line2', 'line3', 'postalCode', 'city'].map(field)
const extras = ['code', 'name', 'province', 'country', 'workRegion', 'workSite'].map(field)

const form = (alias: string, one: Field): Sql => sql`nullif(${keyForm(one, columnOf(alias, one))}, '')`
const sameForm = (one: Field): Sql => sql`${form('b', one)} is not distinct from ${form('t', one)}`

/**
 * The addresses of merged records move to the survivor: one of a kind it has becomes "other", a code or name it has is
 * told apart by a number. One that says nothing beyond an address met before (`twin`) is not doubled: it goes. Leaves the
 * table `merge_address` (id, place of its record, twin) until the transaction ends.
 */
export async function planMovedAddresses(client: ClientBase, merge: Merge): Promise<PlanTable> {
  const ids = allIds(merge)
  const owner = sql.id('a', `${merge.entity}_id`)
  await execute(client, sql`drop table if exists merge_address`)
  await execute(
    client,
    sql`create temporary table merge_address on commit drop as
        with owned as (
          select a.*, array_position(${ids}::bigint[], ${owner}) as place
            from address as a where ${owner} = any(${ids}::bigint[])
        )
        select b.id, b.place,
               case when b.place > 1 then (
                 select t.id from owned as t
                  where (t.place, t.id) < (b.place, b.id) and ${isTwin()}
                  order by t.place, t.id limit 1) end as twin,
               case when ${takenBefore(sql`b.kind <> 'other' and t.kind = b.kind`)} then 'other' else b.kind end as kind,
               case when ${takenBefore(sql`code_key(t.code) = code_key(b.code)`)} then left(b.code, 46) || '-' || b.place else b.code end as code,
               case when ${takenBefore(sql`match_text(t.name) = match_text(b.name)`)} then left(b.name, 190) || ' (' || b.place || ')' else b.name end as name
          from owned as b`,
  )
  const table = await createPlanTable(client, { entity: 'address', fields: fieldsOf('address') })
  const ownerField = field(merge.entity)
  const cells = table.fields.flatMap((one) => [columnOf('r', one), moved(one, ownerField, merge.survivor.id)])
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${joined(table.fields.flatMap((one) => [oldOf(one), newOf(one)]))})
        select r.id, ${merge.survivor.id}::bigint, 'u', r.version, ${joined(cells)}
          from merge_address as m join address as r on r.id = m.id
         where m.place > 1 and m.twin is null`,
  )
  await addDeletions(client, table, sql`select m.id from merge_address as m where m.twin is not null`)
  return table
}

function moved(one: Field, owner: Field, survivor: number): Sql {
  if (one === owner) return sql`${survivor}::bigint`
  return ['kind', 'code', 'name'].includes(one.key) ? sql.id('m', one.column) : columnOf('r', one)
}

/** An address of a record that comes before it, or an earlier one of the same, meets the condition. */
const takenBefore = (condition: Sql): Sql =>
  sql`exists (select from owned as t where (t.place, t.id) < (b.place, b.id) and ${condition})`

/** `b` is at the same place as `t`, and says nothing that `t` does not say. */
function isTwin(): Sql {
  const isSomewhere = sql`concat(${joined(place.map((one) => columnOf('b', one)))}) <> ''`
  const addsNothing = extras.map((one) => sql`(${form('b', one)} is null or ${sameForm(one)})`)
  const kind = sql`(b.kind = 'other' or b.kind = t.kind or exists (
    select from owned as e where e.kind = b.kind and (e.place, e.id) < (b.place, b.id)))`
  return allOf([isSomewhere, ...place.map(sameForm), ...addsNothing, kind])
}

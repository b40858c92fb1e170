import type { ClientBase } from 'pg'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { maskedValue } from '../../../shared/catalogue/masked-value.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { anyOf, execute, firstRow, joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, columnTypeOf, fieldsOf, newOf, oldOf, tableOf } from '../entity-table.ts'
import { withCompanions } from '../plan/companion-fields.ts'
import { createPlanTable } from '../plan/create-plan-table.ts'
import { addDeletions } from '../plan/plan-deletion.ts'
import { dropUnchanged } from '../plan/plan-edits.ts'
import { hasRows, planTable, tableFor, type Plan, type PlanTable } from '../plan/plan.ts'
import { settleDefaults } from '../plan/settle-defaults.ts'
import { settleDependents } from '../plan/settle-dependents.ts'
import { isVisible } from '../visibility.ts'
import { allIds, isJoinable, mergedIds, type Merge } from './merge-request.ts'
import { planMovedAddresses } from './plan-moved-addresses.ts'

/**
 * The plan that makes several records one: the survivor with the values kept, the others gone, their addresses and
 * contacts moved, and whatever referred to them referring to the survivor. Throws 'merge-blocked' when something hangs
 * on them that the actor may not see, 'merge-choice-unfit' for a default of another record.
 */
export async function planMerge(client: ClientBase, actor: Actor, merge: Merge): Promise<Plan> {
  const { entity } = merge
  const own = await planSurvivor(client, merge)
  await addDeletions(client, own, sql`select unnest(${mergedIds(merge)}::bigint[])`)
  const plan: Plan = { tables: [own], isInteractive: true }
  if (entity === 'company') await moveReferences(client, merge, plan)
  else await moveDefaultContacts(client, merge, plan)
  await demandSight(client, actor, plan)
  plan.tables.push(await planMovedAddresses(client, merge))
  await pointDefaults(client, actor, merge, plan)
  await settleDefaults(client, plan)
  const filled: PlanTable[] = []
  for (const table of plan.tables) {
    await dropUnchanged(client, table)
    if (await hasRows(client, table)) filled.push(table)
  }
  return { ...plan, tables: filled }
}

const bothColumns = (fields: readonly Field[]): Sql => joined(fields.flatMap((field) => [oldOf(field), newOf(field)]))

/** The survivor with what is kept of each record: r0 is the survivor, r1 … the others. */
async function planSurvivor(client: ClientBase, merge: Merge): Promise<PlanTable> {
  const { entity } = merge
  const fields = fieldsOf(entity)
  const table = await createPlanTable(client, { entity, fields })
  const others = merge.others.map(
    ({ id }, index) =>
      sql`join ${tableOf(entity)} as ${sql.id(`r${index + 1}`)} on ${sql.id(`r${index + 1}`, 'id')} = ${id}`,
  )
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${bothColumns(fields)})
        select r0.id, r0.id, 'u', r0.version, ${joined(fields.flatMap((field) => [columnOf('r0', field), kept(field, merge)]))}
          from ${tableOf(entity)} as r0 ${joined(others, ' ')}
         where r0.id = ${merge.survivor.id}`,
  )
  await settleDependents(client, table)
  return table
}

function kept(field: Field, merge: Merge): Sql {
  const ids = allIds(merge)
  const columns = ids.map((_, index) => columnOf(`r${index}`, field))
  // An id of another system is not lost with the record that had it.
  if (field.isUnique && field.required !== 'always') return sql`coalesce(${joined(columns)})`
  const choice = merge.choices.keep[field.key]
  if (choice === 'all' && isJoinable(field)) return together(field, columns)
  const value = columnOf(`r${Math.max(0, ids.indexOf(Number(choice)))}`, field)
  return field.target === merge.entity ? sql`case when ${value} <> all(${ids}::bigint[]) then ${value} end` : value
}

/** Every value once; long texts under each other. */
function together(field: Field, columns: readonly Sql[]): Sql {
  if (field.type !== 'longText') {
    return sql`(select array_agg(distinct one.id order by one.id) from unnest(${joined(columns, ' || ')}) as one (id))`
  }
  return sql`(select string_agg(one.text, e'\n\n' order by one.place)
    from (select text.value, min(text.place) from unnest(array[${joined(columns)}]) with ordinality as text (value, place)
           where text.value is not null group by text.value) as one (text, place))`
}

/** Fields of other records that point at a merged one, and what they become. Addresses move apart. */
async function moveReferences(client: ClientBase, merge: Merge, plan: Plan): Promise<void> {
  for (const entity of ['company', 'contact'] as const) {
    const pointing = fieldsOf(entity).filter((field) => field.type === 'reference' && field.target === merge.entity)
    if (pointing.length === 0) continue
    const known = tableFor(plan, entity)
    const table = known ?? (await createPlanTable(client, { entity, fields: withCompanions(entity, pointing) }))
    if (!known) plan.tables.push(table)
    const points = (field: Field) => sql`${columnOf('r', field)} = any(${mergedIds(merge)}::bigint[])`
    const cells = table.fields.flatMap((field) => {
      const now = columnOf('r', field)
      if (!pointing.includes(field)) return [now, now]
      return [now, sql`case when ${points(field)} then ${merge.survivor.id}::bigint else ${now} end`]
    })
    await execute(
      client,
      sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${bothColumns(table.fields)})
          select r.id, r.id, 'u', r.version, ${joined(cells)}
            from ${tableOf(entity)} as r
           where ${anyOf(pointing.map(points))} and r.id <> all(${allIds(merge)}::bigint[])`,
    )
  }
}

/** Companies whose default contact is merged or moves away have the survivor, or else the oldest who stays. */
async function moveDefaultContacts(client: ClientBase, merge: Merge, plan: Plan): Promise<void> {
  const pointer = fieldOf('company', 'defaultContact')
  const table = await createPlanTable(client, { entity: 'company', fields: [pointer] })
  plan.tables.push(table)
  const [survivors] = plan.tables
  if (!survivors) throw new Error('The survivor of a merge is planned first')
  const ids = allIds(merge)
  const company = sql`(select ${newOf(fieldOf('contact', 'company'), 'p')} from ${planTable(survivors)} as p where p.action = 'u')`
  const oldest = sql`(select min(t.id) from contact as t where t.company_id = r.id and t.id <> all(${ids}::bigint[]))`
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${bothColumns([pointer])})
        select r.id, r.id, 'u', r.version, r.default_contact_id,
               case when r.id = ${company} then ${merge.survivor.id}::bigint else ${oldest} end
          from company as r
         where r.id in (select t.company_id from contact as t where t.id = any(${ids}::bigint[]))
           and r.default_contact_id = any(${ids}::bigint[])`,
  )
}

/** Nothing that the actor may not see is moved: it would change, and could not come back by his undo. */
async function demandSight(client: ClientBase, actor: Actor, plan: Plan): Promise<void> {
  for (const table of plan.tables) {
    const hidden = await firstRow(
      client,
      sql`select from ${planTable(table)} as p join ${tableOf(table.entity)} as r on r.id = p.record_id
           where not ${isVisible(table.entity, 'r', actor)} limit 1`,
    )
    if (hidden) throw new RafaleError('merge-blocked')
  }
}

/** The survivor's default address and contact are those chosen, of whichever record they were. */
async function pointDefaults(client: ClientBase, actor: Actor, merge: Merge, plan: Plan): Promise<void> {
  const { entity, choices } = merge
  const [own] = plan.tables
  if (!own) return
  const ids = sql`any(${allIds(merge)}::bigint[])`
  const owner = sql.id('r', `${entity}_id`)
  await pointAt(client, own, {
    survivor: merge.survivor.id,
    field: fieldOf(entity, 'defaultAddress'),
    chosen: choices.defaultAddress ?? null,
    // An address that the survivor has already stands for its double.
    found: (chosen) => sql`select coalesce(m.twin, r.id) from address as r join merge_address as m on m.id = r.id
      where ${owner} = ${ids} and ${chosen === null ? sql`true` : sql`r.id = ${chosen}`} order by m.place, r.id limit 1`,
  })
  const isHidden = merge.survivor.values['defaultContact'] === maskedValue
  if (entity === 'contact' || (isHidden && !choices.defaultContact)) return
  await pointAt(client, own, {
    survivor: merge.survivor.id,
    field: fieldOf('company', 'defaultContact'),
    chosen: choices.defaultContact ?? null,
    found: (chosen) => sql`select r.id from contact as r
      where ${owner} = ${ids} and ${isVisible('contact', 'r', actor)} and ${chosen === null ? sql`true` : sql`r.id = ${chosen}`}
      order by r.company_id <> ${merge.survivor.id}, r.id limit 1`,
  })
}

type Pointing = { survivor: number; field: Field; chosen: number | null; found: (chosen: number | null) => Sql }

async function pointAt(
  client: ClientBase,
  own: PlanTable,
  { survivor, field, chosen, found }: Pointing,
): Promise<void> {
  const target = await firstRow<{ id: number }>(client, sql`select found.id from (${found(chosen)}) as found (id)`)
  if (chosen !== null && !target) {
    throw new RafaleError('merge-choice-unfit', { field: field.label.fr }, field.key)
  }
  await execute(
    client,
    sql`update ${planTable(own)} as p set ${newOf(field)} = ${target?.id ?? null}::${columnTypeOf(field)} where p.record_id = ${survivor}`,
  )
}

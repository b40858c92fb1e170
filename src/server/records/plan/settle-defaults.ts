import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { newOf, oldOf } from '../entity-table.ts'
import { createPlanTable } from './create-plan-table.ts'
import { dropUnchanged } from './plan-edits.ts'
import { differs, hasField, planTable, tableFor, type Plan, type PlanTable } from './plan.ts'

/** The fields that point at a record which may go: of which owner, at which entity, and what makes one its own. */
const pointers = [
  { owner: 'company', key: 'defaultAddress', child: 'address', ownerKey: 'company' },
  { owner: 'company', key: 'defaultContact', child: 'contact', ownerKey: 'company' },
  { owner: 'contact', key: 'defaultAddress', child: 'address', ownerKey: 'contact' },
  // A company whose parent goes has none.
  { owner: 'company', key: 'parent', child: 'company', ownerKey: null },
] as const

type Pointer = (typeof pointers)[number]

/**
 * No default points at a record that will not be there once the plan is applied: the pointer moves, in the same change
 * set, to the oldest child that stays, or to none; nor does a parent. Adds the owner's plan table when the plan lacks it.
 */
export async function settleDefaults(client: Queryable, plan: Plan, bulkName?: string): Promise<void> {
  for (const pointer of pointers) {
    const isDangling = await pointsAtRemoved(client, plan, pointer)
    const owners = isDangling ? await ownerTable(client, plan, pointer, bulkName) : tableFor(plan, pointer.owner)
    if (owners && hasField(owners, pointer.key)) await repointPlanned(client, plan, pointer, owners)
    if (owners && isDangling) await repointOthers(client, plan, pointer, owners)
  }
}

/** Whether a record of the base, in the plan or not, points at one that the plan removes. */
async function pointsAtRemoved(client: Queryable, plan: Plan, pointer: Pointer): Promise<boolean> {
  if (!tableFor(plan, pointer.child)) return false
  const { column } = fieldOf(pointer.owner, pointer.key)
  const pointing = sql.id('r', column)
  // What points at nothing is passed over by the index of the column, which holds no null.
  const dangling = sql`
    select from ${sql.id(pointer.owner)} as r
     where ${pointing} is not null and ${isRemoved(plan, pointer, pointing)}
     limit 1`
  return (await execute(client, dangling)) > 0
}

const isRemoved = (plan: Plan, pointer: Pointer, id: Sql): Sql => {
  const children = tableFor(plan, pointer.child)
  return children
    ? sql`${id} in (select q.record_id from ${planTable(children)} as q where q.action = 'd')`
    : sql`false`
}

/** Whether the record of that id will be there: it is and is not removed, or the plan makes it. */
function willBe(plan: Plan, pointer: Pointer, id: Sql): Sql {
  const children = tableFor(plan, pointer.child)
  const isThere = sql`exists (select from ${sql.id(pointer.child)} as child where child.id = ${id})`
  if (!children) return isThere
  const isMade = sql`exists (select from ${planTable(children)} as q where q.record_id = ${id} and q.action = 'c')`
  return sql`((${isThere} and not ${isRemoved(plan, pointer, id)}) or ${isMade})`
}

/** The oldest child of an owner that will be there; null when the pointer is no default. */
function oldestChild(plan: Plan, pointer: Pointer, ownerId: Sql): Sql {
  if (pointer.ownerKey === null) return sql`null::bigint`
  const children = tableFor(plan, pointer.child)
  const owner = fieldOf(pointer.child, pointer.ownerKey)
  const here = sql`
    select stays.id from ${sql.id(pointer.child)} as stays
     where ${sql.id('stays', owner.column)} = ${ownerId} and not ${isRemoved(plan, pointer, sql`stays.id`)}`
  const made =
    children && hasField(children, owner.key)
      ? sql` union all select q.record_id from ${planTable(children)} as q where q.action = 'c' and ${newOf(owner, 'q')} = ${ownerId}`
      : sql``
  return sql`(select min(one.id) from (${here}${made}) as one)`
}

/** Records of the plan: what they point at goes, or did not come back. A pointer that can stay as it was, does. */
async function repointPlanned(client: Queryable, plan: Plan, pointer: Pointer, owners: PlanTable): Promise<void> {
  const field = fieldOf(pointer.owner, pointer.key)
  const [before, after] = [oldOf(field, 'o'), newOf(field, 'o')]
  const kept = sql`case when o.action = 'u' and ${willBe(plan, pointer, before)} then ${before} end`
  const moved = await execute(
    client,
    sql`update ${planTable(owners)} as o
           set ${newOf(field)} = coalesce(${kept}, ${oldestChild(plan, pointer, sql`o.record_id`)})
         where o.action <> 'd' and ${after} is not null
           and (${isRemoved(plan, pointer, after)} or (${differs(field, 'o')} and not ${willBe(plan, pointer, after)}))`,
  )
  if (moved > 0) await dropUnchanged(client, owners)
}

/** Records that the plan does not touch otherwise. */
async function repointOthers(client: Queryable, plan: Plan, pointer: Pointer, owners: PlanTable): Promise<void> {
  const field = fieldOf(pointer.owner, pointer.key)
  const others = owners.fields.filter((one) => one !== field)
  const columns = [oldOf(field), newOf(field), ...others.flatMap((one) => [oldOf(one), newOf(one)])]
  const values = [
    sql.id('r', field.column),
    oldestChild(plan, pointer, sql`r.id`),
    ...others.flatMap((one) => [sql.id('r', one.column), sql.id('r', one.column)]),
  ]
  await execute(
    client,
    sql`insert into ${planTable(owners)} (record_id, subject_id, action, version, ${joined(columns)})
        select r.id, r.id, 'u', r.version, ${joined(values)}
          from ${sql.id(pointer.owner)} as r
         where ${sql.id('r', field.column)} is not null and ${isRemoved(plan, pointer, sql.id('r', field.column))}
           and not exists (select from ${planTable(owners)} as o where o.record_id = r.id)`,
  )
}

/** The owner's plan table with the pointer's column: there already, made, or widened by it. */
async function ownerTable(client: Queryable, plan: Plan, pointer: Pointer, bulkName?: string): Promise<PlanTable> {
  const { tables } = plan
  const field = fieldOf(pointer.owner, pointer.key)
  const known = tableFor(plan, pointer.owner)
  if (known && hasField(known, field.key)) return known
  if (!known) {
    const made = await createPlanTable(client, {
      entity: field.entity,
      fields: [field],
      ...(bulkName ? { bulkName: `${bulkName}_${field.entity}` } : {}),
    })
    tables.push(made)
    return made
  }
  await execute(
    client,
    sql`alter table ${planTable(known)} add column ${oldOf(field)} bigint, add column ${newOf(field)} bigint`,
  )
  await execute(
    client,
    sql`update ${planTable(known)} as p
           set ${oldOf(field)} = r.${sql.id(field.column)}, ${newOf(field)} = r.${sql.id(field.column)}
          from ${sql.id(field.entity)} as r
         where r.id = p.record_id`,
  )
  const widened = { ...known, fields: [...known.fields, field] }
  tables.splice(tables.indexOf(known), 1, widened)
  return widened
}

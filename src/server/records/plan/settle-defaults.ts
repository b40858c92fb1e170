import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { execute, sql, type Queryable } from '../../platform/database/sql.ts'
import { newOf } from '../entity-table.ts'
import { createPlanTable } from './create-plan-table.ts'
import { hasField, planTable, tableFor, type Plan, type PlanTable } from './plan.ts'

/** The default pointers of owners: which column of which owner points at which entity. */
const pointers = [
  { owner: 'company', key: 'defaultAddress', child: 'address', ownerColumn: 'company_id' },
  { owner: 'company', key: 'defaultContact', child: 'contact', ownerColumn: 'company_id' },
  { owner: 'contact', key: 'defaultAddress', child: 'address', ownerColumn: 'contact_id' },
] as const

type Pointer = (typeof pointers)[number]

/**
 * No default points at a record that the plan removes: the pointer moves, in the same change set, to the oldest
 * child that stays, or to none. Adds the owner's plan table when the plan lacks it.
 */
export async function settleDefaults(client: Queryable, plan: Plan, bulkName?: string): Promise<void> {
  for (const pointer of pointers) {
    const children = tableFor(plan, pointer.child)
    if (!children) continue
    const owners = tableFor(plan, pointer.owner)
    if (owners && hasField(owners, pointer.key)) await repointPlanned(client, pointer, owners, children)
    await repointOthers(client, plan, pointer, children, bulkName)
  }
}

const replacement = (pointer: Pointer, children: PlanTable, ownerId: ReturnType<typeof sql.id>) => sql`(
  select min(stays.id) from ${sql.id(pointer.child)} as stays
   where ${sql.id('stays', pointer.ownerColumn)} = ${ownerId}
     and not exists (select from ${planTable(children)} as q where q.record_id = stays.id and q.action = 'd'))`

async function repointPlanned(
  client: Queryable,
  pointer: Pointer,
  owners: PlanTable,
  children: PlanTable,
): Promise<void> {
  const target = newOf(fieldOf(pointer.owner, pointer.key))
  await execute(
    client,
    sql`update ${planTable(owners)} as o
           set ${target} = ${replacement(pointer, children, sql.id('o', 'record_id'))}
         where o.action <> 'd'
           and ${sql`o.${target}`} in (select q.record_id from ${planTable(children)} as q where q.action = 'd')`,
  )
}

async function repointOthers(
  client: Queryable,
  plan: Plan,
  pointer: Pointer,
  children: PlanTable,
  bulkName?: string,
): Promise<void> {
  const field = fieldOf(pointer.owner, pointer.key)
  const known = tableFor(plan, pointer.owner)
  const isPlanned = known ? sql` and not exists (select from ${planTable(known)} as o where o.record_id = r.id)` : sql``
  const dangling = sql`${sql.id(pointer.owner)} as r
    where ${sql.id('r', field.column)} in (select q.record_id from ${planTable(children)} as q where q.action = 'd')${isPlanned}`
  const isNeeded = await execute(client, sql`select from ${dangling} limit 1`)
  if (isNeeded === 0) return
  const owners =
    known && hasField(known, pointer.key) ? known : await ownerTable(client, plan, pointer, known, bulkName)
  const others = owners.fields.filter((one) => one !== field)
  const kept = others.flatMap((one) => [sql.id(`old_${one.column}`), sql.id(`new_${one.column}`)])
  const keptValues = others.flatMap((one) => [sql.id('r', one.column), sql.id('r', one.column)])
  await execute(
    client,
    sql`insert into ${planTable(owners)} (${sql.join([sql`record_id, subject_id, action, version`, sql.id(`old_${field.column}`), sql.id(`new_${field.column}`), ...kept])})
        select ${sql.join([sql`r.id, r.id, 'u', r.version`, sql.id('r', field.column), replacement(pointer, children, sql.id('r', 'id')), ...keptValues])}
          from ${dangling}`,
  )
}

/** The owner's plan table with the pointer's column: made, or widened by it. */
async function ownerTable(
  client: Queryable,
  plan: Plan,
  pointer: Pointer,
  known: PlanTable | undefined,
  bulkName?: string,
): Promise<PlanTable> {
  const field = fieldOf(pointer.owner, pointer.key)
  const { tables } = plan
  if (!known) {
    const made = await createPlanTable(client, {
      entity: pointer.owner,
      fields: [field],
      ...(bulkName ? { bulkName: `${bulkName}_${pointer.owner}` } : {}),
    })
    tables.push(made)
    return made
  }
  await execute(
    client,
    sql`alter table ${planTable(known)} add column ${sql.id(`old_${field.column}`)} bigint, add column ${sql.id(`new_${field.column}`)} bigint`,
  )
  await execute(
    client,
    sql`update ${planTable(known)} as p
           set ${sql.id(`old_${field.column}`)} = r.${sql.id(field.column)}, ${sql.id(`new_${field.column}`)} = r.${sql.id(field.column)}
          from ${sql.id(pointer.owner)} as r
         where r.id = p.record_id`,
  )
  const widened = { ...known, fields: [...known.fields, field] }
  tables.splice(tables.indexOf(known), 1, widened)
  return widened
}

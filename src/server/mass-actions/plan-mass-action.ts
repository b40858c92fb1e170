import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { EntityName, Field } from '../../shared/catalogue/field.ts'
import { assignedFields, type MassAct, type MassSelection } from '../../shared/contract/mass-action.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, firstRow, onlyRow, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { keepAttached } from '../records/apply/keep-attached.sql.ts'
import { columnTypeOf, tableOf } from '../records/entity-table.ts'
import { dropHidden } from '../records/plan/drop-hidden.ts'
import { planDeletion } from '../records/plan/plan-deletion.ts'
import { planFieldChange } from '../records/plan/plan-field-change.ts'
import { planTable, tableFor, type Plan } from '../records/plan/plan.ts'
import { refuseFaulted } from '../records/plan/refuse-faulted.ts'
import { settleDefaults } from '../records/plan/settle-defaults.ts'
import { selectionSql } from '../records/read/selection-sql.ts'
import { isVisible } from '../records/visibility.ts'

export type MassRequest = { entity: ListEntity; selection: MassSelection; act: MassAct }
export type MassCounts = {
  selected: number
  change: number
  unchanged: number
  refused: number
  contacts: number
  addresses: number
}
export type PlannedMassAction = { plan: Plan; refused: Sql; counts: MassCounts }

/** What an act gives a field; undefined for a deletion. */
type Given = { field: Field; value: string | boolean | number | null }

/** Throws 'right-missing' unless the actor may do that to such records. */
export function demandMassRight(actor: Actor, { entity, act }: MassRequest): void {
  demandRight(actor, `${entity}.see`)
  demandRight(actor, act.kind === 'delete' ? `${entity}.delete` : `${entity}.edit`)
}

/**
 * What a mass action would do to the records selected that the actor may see: a plan in tables named `name`, and what it is
 * refused with its reason in `stage.<name>_refused` (record_id, code, field, value). Every record is counted in one of
 * change, unchanged and refused. Throws 'right-missing', 'field-unknown', 'filter-invalid', 'reference-unknown'.
 */
export async function planMassAction(
  client: Queryable,
  actor: Actor,
  request: MassRequest,
  name: string,
): Promise<PlannedMassAction> {
  demandMassRight(actor, request)
  const { entity } = request
  const given = await givenBy(client, request)
  const selected = sql.id('stage', `${name}_selected`)
  const refused = sql.id('stage', `${name}_refused`)
  await execute(client, sql`create unlogged table ${selected} as ${selectedIds(actor, request)}`)
  await execute(client, sql`create unlogged table ${refused} (record_id bigint, code text, field text, value text)`)
  await execute(client, sql`analyze ${selected}`)
  const plan = given
    ? await planGiven(client, { actor, entity, given, selected, refused, name })
    : await planRemoval(client, { actor, entity, selected, refused, name })
  return { plan, refused, counts: await countActs(client, plan, entity, selected, refused) }
}

function selectedIds(actor: Actor, { entity, selection }: MassRequest): Sql {
  if ('ids' in selection) {
    return sql`select r.id from ${tableOf(entity)} as r
                where r.id = any(${selection.ids}::bigint[]) and ${isVisible(entity, 'r', actor)}`
  }
  const { search, filter, except = [] } = selection
  const left = except.length > 0 ? sql` and r.id <> all(${except}::bigint[])` : sql``
  return sql`select r.id ${selectionSql({ entity, search, filter }, actor)}${left}`
}

/** A contact has no archive of its own: he is made inactive. */
async function givenBy(client: Queryable, { entity, act }: MassRequest): Promise<Given | undefined> {
  switch (act.kind) {
    case 'delete':
      return undefined
    case 'archive':
      return entity === 'company'
        ? { field: fieldOf('company', 'state'), value: 'archived' }
        : { field: fieldOf('contact', 'isActive'), value: false }
    case 'assign': {
      if (!assignedFields[entity].some((key) => key === act.field)) {
        throw new RafaleError('field-unknown', { field: act.field }, act.field)
      }
      const user =
        act.user === null ||
        (await firstRow(client, sql`select from app_user where id = ${act.user} and is_active`)) !== undefined
      if (!user) throw new RafaleError('reference-unknown', { value: String(act.user) }, 'user')
      return { field: fieldOf(entity, act.field), value: act.user }
    }
  }
}

type Planning = { actor: Actor; entity: ListEntity; selected: Sql; refused: Sql; name: string }

async function planGiven(client: Queryable, planning: Planning & { given: Given }): Promise<Plan> {
  const { actor, entity, selected, refused, name, given } = planning
  const table = await planFieldChange(client, {
    entity,
    field: given.field,
    value: sql`${given.value}::${columnTypeOf(given.field)}`,
    from: sql`${tableOf(entity)} as r join ${selected} as s on s.id = r.id`,
    where: isVisible(entity, 'r', actor),
    bulkName: `${name}_${entity}`,
  })
  const plan: Plan = { tables: [table], isInteractive: false }
  await refuseFaulted(client, actor, plan, refused)
  return plan
}

/** Records go with all that hangs on them; one of which something would stay that the actor may not see is refused. */
async function planRemoval(client: Queryable, { actor, entity, selected, refused, name }: Planning): Promise<Plan> {
  const ids = sql`select s.id from ${selected} as s`
  const plan: Plan = { tables: await planDeletion(client, { entity, ids, bulkName: name }), isInteractive: false }
  for (const table of plan.tables) {
    await dropHidden(client, table, actor)
    await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
  }
  await keepAttached(client, plan, { isForReal: false })
  const table = tableFor(plan, entity)!
  await execute(
    client,
    sql`insert into ${refused}
        select s.id, 'deletion-held', null, null from ${selected} as s
         where not exists (select from ${planTable(table)} as p where p.record_id = s.id)`,
  )
  await settleDefaults(client, plan, name)
  return plan
}

async function countActs(
  client: Queryable,
  plan: Plan,
  entity: ListEntity,
  selected: Sql,
  refused: Sql,
): Promise<MassCounts> {
  const own = planTable(tableFor(plan, entity)!)
  const gone = (other: EntityName) => {
    const table = other === entity ? undefined : tableFor(plan, other)
    return table ? sql`(select count(*) from ${planTable(table)} as p where p.action = 'd')` : sql`0`
  }
  const found = await onlyRow<Omit<MassCounts, 'unchanged'>>(
    client,
    sql`select (select count(*) from ${selected}) as selected,
               (select count(*) from ${own} as p join ${selected} as s on s.id = p.record_id) as change,
               (select count(*) from ${refused}) as refused,
               ${gone('contact')} as contacts, ${gone('address')} as addresses`,
  )
  return { ...found, unchanged: found.selected - found.change - found.refused }
}

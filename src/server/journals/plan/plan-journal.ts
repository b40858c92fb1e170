import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { findJournalField } from '../../../shared/journals/operations.ts'
import { execute, onlyRow, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, tableOf } from '../../records/entity-table.ts'
import { planFieldChange } from '../../records/plan/plan-field-change.ts'
import { lockedFields } from '../../records/field-locks.ts'
import { planTable, type Plan, type PlanTable } from '../../records/plan/plan.ts'
import { seeReferences } from '../../records/read/label-references.ts'
import { isVisible } from '../../records/visibility.ts'
import type { StoredJournal } from '../find-journal.ts'
import { operationSql, type OperationSql } from './operation-sql.ts'
import { refuseFaulted } from '../../records/plan/refuse-faulted.ts'

/** What a journal does to a record `r`, or to the default address `r` of its owner `o`. */
export type JournalChange = OperationSql & {
  field: Field
  entity: EntityName
  /** The targets with what is changed of them; `target` is the condition that the actor may see them. */
  from: Sql
  target: (actor: Actor) => Sql
}

export type PlannedJournal = { plan: Plan; table: PlanTable; refused: Sql; counts: JournalCounts }
export type JournalCounts = { targets: number; change: number; unchanged: number; refused: number }

/** The change of a journal; throws 'journal-incomplete' while its field or value is missing. */
export function changeOf(journal: StoredJournal): JournalChange {
  const { entity, field: path, operation, value, number } = journal
  const found = path === null ? undefined : findJournalField(entity, path)
  if (!found || (value === null && operation !== 'clear')) throw new RafaleError('journal-incomplete')
  const { field } = found
  const isTarget = (id: Sql) => sql`join journal_target as t on t.journal_id = ${number} and t.record_id = ${id}`
  return {
    field,
    ...operationSql({ field, operation, value }, columnOf('r', field)),
    ...(field.entity === 'address'
      ? {
          entity: 'address' as const,
          from: sql`${tableOf(entity)} as o ${isTarget(sql`o.id`)} join address as r on r.id = o.default_address_id`,
          target: (actor: Actor) => isVisible(entity, 'o', actor),
        }
      : {
          entity,
          from: sql`${tableOf(entity)} as r ${isTarget(sql`r.id`)}`,
          target: (actor: Actor) => isVisible(entity, 'r', actor),
        }),
  }
}

/**
 * What a journal would change of the targets that the actor may see, in `stage.<name>_<entity>`, and what it is refused
 * with its reason, in `stage.<name>_refused` (record_id, code, field, value). Every target is counted in one of change,
 * unchanged and refused. Throws 'journal-incomplete'.
 */
export async function planJournal(
  client: Queryable,
  planning: { actor: Actor; journal: StoredJournal; name: string },
): Promise<PlannedJournal> {
  const { actor, name } = planning
  const journal = await withoutHidden(client, actor, planning.journal)
  const change = changeOf(journal)
  const refused = sql.id('stage', `${name}_refused`)
  await execute(client, sql`drop table if exists ${refused}`)
  await execute(client, sql`create unlogged table ${refused} (record_id bigint, code text, field text, value text)`)
  await refuseImpossible(client, actor, journal, change, refused)
  const table = await planFieldChange(client, {
    entity: change.entity,
    field: change.field,
    value: change.value,
    from: change.from,
    where: sql`${change.target(actor)}${change.refusal ? sql` and ${change.refusal} is null` : sql``}`,
    bulkName: `${name}_${change.entity}`,
  })
  const plan: Plan = { tables: [table], isInteractive: false, locked: await lockedFields(client, actor, 'journal') }
  await refuseFaulted(client, actor, plan, refused)
  return { plan, table, refused, counts: await count(client, actor, journal, table, refused) }
}

/** A value that refers to a hidden record refers to none: not even the records that hold it already tell that it is there. */
async function withoutHidden(client: Queryable, actor: Actor, journal: StoredJournal): Promise<StoredJournal> {
  const { entity, field: path, value } = journal
  const field = path === null ? undefined : findJournalField(entity, path)?.field
  if (!field || typeof value !== 'number') return journal
  const { seen } = await seeReferences(client, actor, [{ field, value }])
  return seen(field, value) === value ? journal : { ...journal, value: 0 }
}

/** A record without the address that is meant, and one whose value the operation cannot change. */
async function refuseImpossible(
  client: Queryable,
  actor: Actor,
  journal: StoredJournal,
  change: JournalChange,
  refused: Sql,
): Promise<void> {
  const { field, refusal } = change
  if (change.entity === 'address') {
    await execute(
      client,
      sql`insert into ${refused}
          select o.id, 'journal-no-address', null, null
            from ${tableOf(journal.entity)} as o
            join journal_target as t on t.journal_id = ${journal.number} and t.record_id = o.id
           where o.default_address_id is null and ${change.target(actor)}`,
    )
  }
  if (!refusal) return
  await execute(
    client,
    sql`insert into ${refused}
        select t.record_id, ${refusal}, ${field.key}, ${columnOf('r', field)}::text
          from ${change.from}
         where ${change.target(actor)} and ${refusal} is not null`,
  )
}

async function count(
  client: Queryable,
  actor: Actor,
  { entity, number }: StoredJournal,
  table: PlanTable,
  refused: Sql,
): Promise<JournalCounts> {
  const found = await onlyRow<Omit<JournalCounts, 'unchanged'>>(
    client,
    sql`select (select count(*) from journal_target as t join ${tableOf(entity)} as r on r.id = t.record_id
                 where t.journal_id = ${number} and ${isVisible(entity, 'r', actor)}) as targets,
               (select count(*) from ${planTable(table)}) as change,
               (select count(*) from ${refused}) as refused`,
  )
  return { ...found, unchanged: found.targets - found.change - found.refused }
}

import type { Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { fieldsOf, newOf, oldOf } from '../entity-table.ts'
import { changedFields, type PlanCounts } from './count-plan.sql.ts'
import { differs, planTable, type PlanTable } from '../plan/plan.ts'

/**
 * The change set says of every planned record which fields went from what to what: {key: [old, new]}. Written as text
 * from the fields that differ alone and cast once: 1.9 times as fast as jsonb_build_object on 120,000 updates of 2 of 32
 * fields. One statement an action, so that none tests what its records cannot be.
 */
export async function writeHistory(client: Queryable, history: TableHistory): Promise<void> {
  const { table, counted } = history
  const count = counted.counts[table.entity]
  const pair = (field: Field, before: Sql, after: Sql): Sql =>
    sql`${sql.lit(`${JSON.stringify(field.key)}:[`)} || ${before} || ',' || ${after} || ']'`
  const none = sql.lit('null')
  if (count && count.create > 0) {
    // What is null takes its whole pair along: text joined with null is null, and concat_ws passes over it.
    await writeAction(client, history, {
      action: 'c',
      pairs: [
        ...table.fields.map((field) => pair(field, none, json(field, written(field)))),
        ...unplannedDefaults(table),
      ],
    })
  }
  if (count && count.update > 0) {
    const pairs = changedFields(table, counted).map((field) => {
      const [before, after] = [json(field, oldOf(field)), json(field, newOf(field))]
      return sql`case when ${differs(field)} then ${pair(field, orNull(before), orNull(after))} end`
    })
    await writeAction(client, history, { action: 'u', pairs })
  }
  if (count && count.delete > 0) {
    const record = sql`${sql.lit('"$record":[')} || p.record::text || ',null]'`
    const pairs = table.fields.map((field) => pair(field, json(field, oldOf(field)), none))
    await writeAction(client, history, { action: 'd', pairs: [...pairs, record] })
  }
}

type TableHistory = { table: PlanTable; changeSet: number; counted: PlanCounts }

function writeAction(
  client: Queryable,
  { table, changeSet }: TableHistory,
  { action, pairs }: { action: 'c' | 'u' | 'd'; pairs: Sql[] },
): Promise<number> {
  return execute(
    client,
    sql`insert into change (change_set_id, record_id, subject_id, entity, action, fields)
        select ${changeSet}::bigint, p.record_id, p.subject_id, ${table.entity}, p.action,
               ('{' || concat_ws(',', ${joined(pairs)}) || '}')::jsonb
          from ${planTable(table)} as p
         where p.action = ${action}::"char"`,
  )
}

/** What a created record holds of a field: its default where the plan says nothing. */
const written = (field: Field): Sql =>
  field.default === undefined ? newOf(field) : sql`coalesce(${newOf(field)}, ${sql.lit(field.default)})`

/** The defaults that created records get in fields outside the plan: the same text for each. */
const unplannedDefaults = (table: PlanTable): Sql[] =>
  fieldsOf(table.entity)
    .filter((field) => field.default !== undefined && !table.fields.includes(field))
    .map((field) => sql.lit(`${JSON.stringify(field.key)}:[null,${JSON.stringify(field.default)}]`))

const orNull = (value: Sql): Sql => sql`coalesce(${value}, 'null')`

/** A value as JSON text; null stays null. Texts alone need escaping. */
function json(field: Field, value: Sql): Sql {
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'boolean':
    case 'choice':
    case 'reference':
      return sql`${value}::text`
    case 'date':
      return sql`'"' || ${value}::text || '"'`
    default:
      return sql`to_json(${value})::text`
  }
}

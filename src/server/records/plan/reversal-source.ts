import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { entityNames, type EntityName } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'

/**
 * Where a reversal reads what records are to become: a query of (record_id, subject_id, action, fields) for an entity.
 * `action` is what to do now ('c' bring back, 'u' revert, 'd' remove); `fields` is {key: [target, expected]}.
 */
export type ReversalSource = {
  of: (entity: EntityName) => Sql
  /** Whether a cell must still hold what was written (`expected`) for it to be reverted. */
  isGuarded: boolean
  /** Change sets after this one count as "since"; null when everything since is meant to go. */
  changeSet: number | null
}

/** A change set read backwards, straight from the log. */
export function undoSource(changeSet: number, conflicts: 'keep' | 'revert'): ReversalSource {
  return {
    changeSet,
    isGuarded: conflicts === 'keep',
    of: (entity) => sql`(
      select record_id, subject_id, fields,
             case action when 'c' then 'd'::"char" when 'd' then 'c'::"char" else 'u'::"char" end as action
        from change
       where change_set_id = ${changeSet} and entity = ${entity})`,
  }
}

/** One company or contact that a change set deleted, with the contacts and addresses that went with it, read backwards. */
export function deletionSource(changeSet: number, id: number): ReversalSource {
  const own = sql`(change.record_id = ${id} or change.subject_id = ${id} or change.subject_id in (
    select contact.record_id from change as contact
     where contact.change_set_id = ${changeSet} and contact.entity = 'contact' and contact.action = 'd'
       and (contact.fields #>> '{company,0}')::bigint = ${id}))`
  return {
    changeSet,
    isGuarded: true,
    of: (entity) => sql`(
      select change.record_id, change.subject_id, change.fields, 'c'::"char" as action
        from change
       where change.change_set_id = ${changeSet} and change.entity = ${entity} and change.action = 'd' and ${own})`,
  }
}

/**
 * The state at a log position, from what was logged since: a record first created since goes; any other gets, for each
 * field touched since, the oldest old value; one that was deleted since is taken back whole. Leaves the table `stage.<name>`.
 */
export async function restoreSource(client: Queryable, position: number, name: string): Promise<ReversalSource> {
  const table = sql.id('stage', name)
  await execute(client, sql`drop table if exists ${table}`)
  await execute(
    client,
    sql`create unlogged table ${table} with (autovacuum_enabled = false) as
        with later as materialized (
          select change.entity, change.record_id, change.subject_id, change.action, change.fields, change_set.position
            from change
            join change_set on change_set.id = change.change_set_id
           where change_set.position > ${position}
        ), first as (
          select distinct on (later.entity, later.record_id) later.entity, later.record_id, later.subject_id, later.action
            from later
           order by later.entity, later.record_id, later.position
        ), first_gone as (
          select later.entity, later.record_id, min(later.position) as position
            from later where later.action = 'd' group by later.entity, later.record_id
        ), last_gone as (
          select distinct on (later.entity, later.record_id) later.entity, later.record_id, later.fields -> '$record' -> 0 as record
            from later where later.action = 'd' order by later.entity, later.record_id, later.position desc
        ), target as (
          -- The last of equal keys wins, so the oldest old value does. The image of a deletion says all that the record held:
          -- what it had in a later life is nothing to it.
          select later.entity, later.record_id, jsonb_object_agg(cell.key, jsonb_build_array(cell.value -> 0, null) order by later.position desc) as fields
            from later
            left join first_gone on first_gone.entity = later.entity and first_gone.record_id = later.record_id
           cross join jsonb_each(later.fields) as cell
           where later.action <> 'c' and (first_gone.position is null or later.position <= first_gone.position)
           group by later.entity, later.record_id
        ), empty (entity, fields) as (
          values ${joined(entityNames.map((entity) => sql`(${entity}, ${JSON.stringify(emptyImage(entity))}::jsonb)`))}
        )
        select first.entity, first.record_id, first.subject_id, first.action = 'c' as was_absent,
               coalesce(case when last_gone.record_id is not null then empty.fields end, '{}') || coalesce(target.fields, '{}')
                 || case when last_gone.record_id is not null then jsonb_build_object('$record', jsonb_build_array(last_gone.record, null)) else '{}' end as fields
          from first
          join empty on empty.entity = first.entity
          left join target on target.entity = first.entity and target.record_id = first.record_id
          left join last_gone on last_gone.entity = first.entity and last_gone.record_id = first.record_id`,
  )
  await execute(client, sql`analyze ${table}`)
  return {
    changeSet: null,
    isGuarded: false,
    of: (entity) => sql`(
      select s.record_id, s.subject_id, s.fields,
             case when s.was_absent then 'd'::"char" when r.id is null then 'c'::"char" else 'u'::"char" end as action
        from ${table} as s
        left join ${sql.id(entity)} as r on r.id = s.record_id
       where s.entity = ${entity} and not (s.was_absent and r.id is null))`,
  }
}

const emptyImage = (entity: EntityName) => Object.fromEntries(catalogue[entity].map(({ key }) => [key, [null, null]]))

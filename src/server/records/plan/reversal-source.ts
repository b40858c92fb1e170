import type { EntityName } from '../../../shared/catalogue/field.ts'
import { execute, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'

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

/**
 * The state at a log position, from what was logged since: a record first created since goes; any other gets, for each
 * field touched since, the oldest old value. Leaves the table `stage.<name>`.
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
        ), target as (
          -- The last of equal keys wins, so the oldest old value does.
          select later.entity, later.record_id, jsonb_object_agg(cell.key, jsonb_build_array(cell.value -> 0, null) order by later.position desc) as fields
            from later, jsonb_each(later.fields) as cell
           where later.action <> 'c'
           group by later.entity, later.record_id
        )
        select first.entity, first.record_id, first.subject_id, first.action = 'c' as was_absent, coalesce(target.fields, '{}') as fields
          from first
          left join target on target.entity = first.entity and target.record_id = first.record_id`,
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

import type { Pool } from 'pg'
import { entityNames, type EntityName } from '../../shared/catalogue/field.ts'
import type { ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import type { Actor } from '../records/actor.ts'
import { seenEntities, withHidden } from '../records/log/visible-changes.ts'

type HiddenRecords = { changeSet: number; entity: EntityName; action: 'create' | 'update' | 'delete'; count: number }
type HiddenCells = { changeSet: number; field: string; count: number }

/**
 * The change sets with the counts of what the actor may see. What is hidden is counted and taken off, since that is
 * little where a change set may be a million records.
 */
export async function subtractHidden(db: Pool, actor: Actor, changeSets: readonly ChangeSet[]): Promise<ChangeSet[]> {
  const ids = changeSets.map(({ id }) => id)
  const records = await hiddenRecords(db, actor, ids)
  const cells = await hiddenCells(db, actor, ids)
  const seen = new Set<string>(seenEntities(actor))
  return changeSets.map((changeSet) => {
    const ofThis = <T extends { changeSet: number }>(rows: T[]) => rows.filter((row) => row.changeSet === changeSet.id)
    return {
      ...changeSet,
      counts: countsLeft(changeSet.counts, ofThis(records), seen),
      fields: fieldsLeft(changeSet.fields, ofThis(cells), seen),
    }
  })
}

const hiddenRecords = (db: Pool, actor: Actor, ids: readonly number[]) =>
  rowsOf<HiddenRecords>(
    db,
    sql`${withHidden(actor)}
        select change.change_set_id as "changeSet", change.entity,
               case change.action when 'c' then 'create' when 'u' then 'update' else 'delete' end as action,
               count(*) as count
          from hidden
          join change on change.subject_id = hidden.id
         where change.change_set_id = any(${ids}::bigint[])
         group by 1, 2, 3`,
  )

const hiddenCells = (db: Pool, actor: Actor, ids: readonly number[]) =>
  rowsOf<HiddenCells>(
    db,
    sql`${withHidden(actor)}
        select change.change_set_id as "changeSet", change.entity || '.' || cell.key as field, count(*) as count
          from hidden
          join change on change.subject_id = hidden.id
         cross join lateral jsonb_object_keys(change.fields) as cell (key)
         where change.change_set_id = any(${ids}::bigint[]) and change.action = 'u'
         group by 1, 2`,
  )

function countsLeft(counts: ChangeSet['counts'], hidden: readonly HiddenRecords[], seen: ReadonlySet<string>) {
  const left: ChangeSet['counts'] = {}
  for (const entity of entityNames) {
    const all = counts[entity]
    if (!all || !seen.has(entity)) continue
    const rest = { ...all }
    for (const { action, count } of hidden.filter((row) => row.entity === entity)) rest[action] -= count
    if (rest.create + rest.update + rest.delete > 0) left[entity] = rest
  }
  return left
}

function fieldsLeft(fields: ChangeSet['fields'], hidden: readonly HiddenCells[], seen: ReadonlySet<string>) {
  const taken = new Map(hidden.map(({ field, count }) => [field, count]))
  const left = Object.entries(fields)
    .filter(([field]) => seen.has(field.split('.')[0] ?? ''))
    .map(([field, count]) => [field, count - (taken.get(field) ?? 0)] as const)
  return Object.fromEntries(left.filter(([, count]) => count > 0))
}

import type { Pool } from 'pg'
import { entityNames, type EntityName } from '../../shared/catalogue/field.ts'
import type { ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { hiddenSubjects } from '../records/log/hidden-subjects.ts'
import { subjectIsVisible } from '../records/log/subject-is-visible.ts'
import { seenEntities, seesWholeLog } from '../records/log/visible-changes.ts'

/** So many records or cells of a change set are hidden; `field` is null where records are counted. */
type Hidden = {
  changeSet: number
  entity: EntityName
  action: 'create' | 'update' | 'delete'
  field: string | null
  count: number
}

/** Up to this many records a change set is looked through one by one; beyond, what is hidden anywhere is looked for in it. */
const fewRecords = 2000

/** Whether counting what is hidden in a change set takes no time. */
export const isSmall = (changeSet: ChangeSet): boolean => sizeOf(changeSet) <= fewRecords

/**
 * The change sets with the counts of what the actor may see. What is hidden is counted and taken off, since that is
 * little where a change set may be a million records.
 */
export async function subtractHidden(db: Pool, actor: Actor, changeSets: readonly ChangeSet[]): Promise<ChangeSet[]> {
  if (seesWholeLog(actor) || changeSets.length === 0) return [...changeSets]
  const hidden = actor.rights.has('seeAll') ? [] : await countHidden(db, actor, changeSets)
  const seen = new Set<string>(seenEntities(actor))
  return changeSets.map((changeSet) => {
    const ofThis = hidden.filter((row) => row.changeSet === changeSet.id)
    return {
      ...changeSet,
      counts: countsLeft(changeSet.counts, ofThis, seen),
      fields: fieldsLeft(changeSet.fields, ofThis, seen),
    }
  })
}

const sizeOf = ({ counts }: ChangeSet): number =>
  Object.values(counts).reduce((sum, count) => sum + count.create + count.update + count.delete, 0)

function countHidden(db: Pool, actor: Actor, changeSets: readonly ChangeSet[]): Promise<Hidden[]> {
  const ids = (isFew: boolean) => changeSets.filter((one) => isSmall(one) === isFew).map(({ id }) => id)
  const [few, many] = [ids(true), ids(false)]
  const oneByOne = sql`
    select change.* from change
     where change.change_set_id = any(${few}::bigint[]) and not ${subjectIsVisible(sql`change.subject_id`, actor)}`
  const asSet = sql`
    select change.* from (${hiddenSubjects(actor)}) as hidden
      join change on change.subject_id = hidden.id
     where change.change_set_id = any(${many}::bigint[])`
  return rowsOf<Hidden>(
    db,
    sql`with hidden_change as materialized (${oneByOne} ${many.length > 0 ? sql`union all ${asSet}` : sql``}), told as (
          select change_set_id, entity, action, null as field from hidden_change
          union all
          select change_set_id, entity, action, cell.key
            from hidden_change cross join lateral jsonb_object_keys(fields) as cell (key)
           where action = 'u'
        )
        select change_set_id as "changeSet", entity, field, count(*) as count,
               case action when 'c' then 'create' when 'u' then 'update' else 'delete' end as action
          from told
         group by change_set_id, entity, action, field`,
  )
}

function countsLeft(counts: ChangeSet['counts'], hidden: readonly Hidden[], seen: ReadonlySet<string>) {
  const left: ChangeSet['counts'] = {}
  for (const entity of entityNames) {
    const all = counts[entity]
    if (!all || !seen.has(entity)) continue
    const rest = { ...all }
    for (const { action, count } of hidden.filter((row) => row.entity === entity && row.field === null))
      rest[action] -= count
    if (rest.create + rest.update + rest.delete > 0) left[entity] = rest
  }
  return left
}

function fieldsLeft(fields: ChangeSet['fields'], hidden: readonly Hidden[], seen: ReadonlySet<string>) {
  const taken = new Map(hidden.map(({ entity, field, count }) => [`${entity}.${field}`, count]))
  const left = Object.entries(fields)
    .filter(([field]) => seen.has(field.split('.')[0] ?? ''))
    .map(([field, count]) => [field, count - (taken.get(field) ?? 0)] as const)
  return Object.fromEntries(left.filter(([, count]) => count > 0))
}

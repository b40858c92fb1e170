import type { Pool } from 'pg'
import type { z } from 'zod'
import type {
  ChangeSet,
  ListedChangeSet,
  listChangeSets as contract,
} from '../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { allOf, rowsOf, sql, type Sql } from '../platform/database/sql.ts'
import { systemActor, type Actor } from '../platform/auth/actor.ts'
import { isUndone } from '../records/log/is-undone.ts'
import { changeIsVisible, seesWholeLog } from '../records/log/visible-changes.ts'
import { isSmall, subtractHidden } from './subtract-hidden.ts'

type Request = z.infer<NonNullable<typeof contract.query>>

/**
 * Change sets that did something the actor may see, newest first; their counts are of what he may see. Those of large ones
 * take their time when he does not see everything: `countChangeSets` tells them.
 */
export async function listChangeSets(db: Pool, actor: Actor, request: Request) {
  const { limit = 50, field } = request
  const found = await read(db, actor, { where: wanted(request), limit: limit + 1 })
  const page = found.slice(0, limit)
  const isCounted = (one: ChangeSet) => seesWholeLog(actor) || isSmall(one)
  const counted = await subtractHidden(db, actor, page.filter(isCounted))
  const countsOf = new Map(counted.map((one) => [one.id, one]))
  const changeSets = page.flatMap((one): ListedChangeSet[] => {
    const known = countsOf.get(one.id)
    // All that changed the field may be hidden.
    if (known && field !== undefined && !(field in known.fields)) return []
    return [known ?? { ...one, counts: null, fields: null }]
  })
  return { changeSets, next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}

function wanted({ kind, author, since, until, sincePoint, field, before }: Request): Sql {
  return allOf([
    ...(kind === undefined ? [] : [sql`s.kind = ${kind}`]),
    ...(author === undefined ? [] : [sql`s.author_id is not distinct from ${author === 0 ? null : author}::bigint`]),
    ...(since === undefined ? [] : [sql`s.at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`s.at <= ${until}::timestamptz`]),
    ...(sincePoint === undefined
      ? []
      : [sql`s.position > (select p.position from restore_point as p where p.id = ${sincePoint})`]),
    ...(field === undefined ? [] : [sql`s.fields ? ${field}`]),
    ...(before === undefined ? [] : [sql`s.id < ${before}`]),
  ])
}

/** What change sets did that the actor may see; those of which he may see nothing are absent. */
export async function countChangeSets(db: Pool, actor: Actor, ids: readonly number[]) {
  const found = await read(db, actor, { where: sql`s.id = any(${ids}::bigint[])`, limit: ids.length })
  const counted = await subtractHidden(db, actor, found)
  return counted.map(({ id, counts, fields }) => ({ id, counts, fields }))
}

/** One change set; throws 'change-set-not-found' when there is none or the actor may see nothing of it. */
export async function getChangeSet(db: Pool, actor: Actor, id: number): Promise<ChangeSet> {
  const found = await read(db, actor, { where: sql`s.id = ${id}`, limit: 1 })
  const [changeSet] = await subtractHidden(db, actor, found)
  if (!changeSet) throw new RafaleError('change-set-not-found')
  return changeSet
}

/** As they are, with all that they did. */
function read(db: Pool, actor: Actor, { where, limit }: { where: Sql; limit: number }): Promise<ChangeSet[]> {
  return rowsOf<ChangeSet>(
    db,
    sql`select s.id, s.kind, s.at, coalesce(author.name, ${systemActor.name}) as author, s.source, s.comment,
               s.counts, s.fields, s.undoes, case when ${isUndone('s')} then s.undone_by end as "undoneBy",
               s.forgotten_at is not null as "isForgotten"
          from change_set as s
          left join app_user as author on author.id = s.author_id
         where s.position is not null and ${where} and ${hasVisibleChange('s', actor)}
         order by s.id desc
         limit ${limit}`,
  )
}

/** Whether the actor may see any of a change set's changes. */
export function hasVisibleChange(alias: string, actor: Actor): Sql {
  if (seesWholeLog(actor)) return sql`true`
  return sql`exists (
    select from change where change.change_set_id = ${sql.id(alias, 'id')} and ${changeIsVisible('change', actor)}
     -- Asked change set by change set, so that it ends at the first row: joined, it would read the whole log.
    offset 0)`
}

import type { Pool } from 'pg'
import type { ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { rowsOf, sql, type Sql } from '../platform/database/sql.ts'
import { systemActor, type Actor } from '../platform/auth/actor.ts'
import { isUndone } from '../records/log/is-undone.ts'
import { changeIsVisible, seesWholeLog } from '../records/log/visible-changes.ts'
import { subtractHidden } from './subtract-hidden.ts'

type Request = { kind?: string | undefined; before?: number | undefined; limit?: number | undefined }

/** Change sets that did something the actor may see, newest first; their counts are of what he may see. */
export async function listChangeSets(db: Pool, actor: Actor, { kind, before, limit = 50 }: Request) {
  const found = await read(db, actor, {
    where: sql`${kind === undefined ? sql`true` : sql`s.kind = ${kind}`}
      and ${before === undefined ? sql`true` : sql`s.id < ${before}`}`,
    limit: limit + 1,
  })
  const changeSets = found.slice(0, limit)
  return { changeSets, next: found.length > limit ? (changeSets.at(-1)?.id ?? null) : null }
}

/** One change set; throws 'change-set-not-found' when there is none or the actor may see nothing of it. */
export async function getChangeSet(db: Pool, actor: Actor, id: number): Promise<ChangeSet> {
  const [changeSet] = await read(db, actor, { where: sql`s.id = ${id}`, limit: 1 })
  if (!changeSet) throw new RafaleError('change-set-not-found')
  return changeSet
}

async function read(db: Pool, actor: Actor, { where, limit }: { where: Sql; limit: number }): Promise<ChangeSet[]> {
  const changeSets = await rowsOf<ChangeSet>(
    db,
    sql`select s.id, s.kind, s.at, coalesce(author.name, ${systemActor.name}) as author, s.source, s.comment,
               s.counts, s.fields, s.undoes, case when ${isUndone('s')} then s.undone_by end as "undoneBy"
          from change_set as s
          left join app_user as author on author.id = s.author_id
         where s.position is not null and ${where} and ${hasVisibleChange('s', actor)}
         order by s.id desc
         limit ${limit}`,
  )
  return seesWholeLog(actor) ? changeSets : subtractHidden(db, actor, changeSets)
}

/** Whether the actor may see any of a change set's changes. */
export function hasVisibleChange(alias: string, actor: Actor): Sql {
  if (seesWholeLog(actor)) return sql`true`
  return sql`exists (
    select from change where change.change_set_id = ${sql.id(alias, 'id')} and ${changeIsVisible('change', actor)})`
}

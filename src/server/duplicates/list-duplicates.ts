import type { z } from 'zod'
import {
  usualPairScore,
  type countDuplicates as countContract,
  type DuplicatePair,
  type DuplicateSearch,
  type listDuplicates as contract,
} from '../../shared/contract/duplicate.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, systemActor, type Actor } from '../platform/auth/actor.ts'
import { allOf, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { tableOf } from '../records/entity-table.ts'
import { measuresSql, profilesSql, reasonsSql, scoreSql } from '../records/likeness/likeness.ts'
import { labelOf } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'

type Request = { entity: ListEntity } & z.infer<NonNullable<typeof contract.query>>
type CountRequest = { entity: ListEntity } & z.infer<NonNullable<typeof countContract.query>>
type Place = { score: number; low: number; high: number }

/** A page of the likely duplicates of the actor's last search that he still sees, as their records are now. */
export async function listDuplicates(
  db: Queryable,
  actor: Actor,
  request: Request,
): Promise<z.infer<typeof contract.result>> {
  const { entity, limit = 50 } = request
  demandRight(actor, `${entity}.see`)
  const search = await lastSearch(db, actor, entity)
  if (!search) return { search: null, pairs: [], next: null }
  const found = await rowsOf<Place>(
    db,
    sql`select pair.score, pair.low_id as low, pair.high_id as high
          ${pairsSql(actor, request, search.filled)}
           and ${request.after === undefined ? sql`true` : behind(request.after)}
         order by pair.score desc, pair.low_id desc, pair.high_id desc
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next = found.length > limit && last ? `${last.score}.${last.low}.${last.high}` : null
  return { search: search.told, pairs: await explain(db, actor, entity, page), next }
}

/** How many pairs the same list holds. */
export async function countDuplicates(db: Queryable, actor: Actor, request: CountRequest): Promise<{ total: number }> {
  demandRight(actor, `${request.entity}.see`)
  const search = await lastSearch(db, actor, request.entity)
  if (!search) return { total: 0 }
  return onlyRow<{ total: number }>(db, sql`select count(*) as total ${pairsSql(actor, request, search.filled)}`)
}

/** The search to tell of, and the one whose pairs are listed: while one is under way, that is the one before. */
async function lastSearch(db: Queryable, actor: Actor, entity: ListEntity) {
  const searches = await rowsOf<DuplicateSearch & { isLost: boolean }>(
    db,
    sql`select s.id, s.started_at as "startedAt", s.ended_at as "endedAt", s.job_id as job, s.skipped,
               s.ended_at is null and coalesce(job.state in ('failed', 'cancelled'), false) as "isLost"
          from duplicate_search as s left join job on job.id = s.job_id
         where s.user_id is not distinct from ${actor.userId}::bigint and s.entity = ${entity}
         order by s.id desc`,
  )
  const kept = searches.filter(({ isLost }) => !isLost)
  const told = kept[0]
  if (!told) return undefined
  const { isLost: _, ...search } = told
  return { told: search, filled: kept.find(({ endedAt }) => endedAt !== null)?.id ?? search.id }
}

/** `from … where …` of the pairs of a search whose records are there, open to the actor, and decided on as asked. */
function pairsSql(actor: Actor, { entity, score = usualPairScore, ignored }: CountRequest, search: number): Sql {
  const decided = sql`exists (select from duplicate_decision as d where d.low_id = pair.low_id and d.high_id = pair.high_id)`
  return sql`from duplicate_pair as pair
    join ${tableOf(entity)} as low on low.id = pair.low_id
    join ${tableOf(entity)} as high on high.id = pair.high_id
   where ${allOf([
     sql`pair.search_id = ${search}`,
     sql`pair.score >= ${score}`,
     isVisible(entity, 'low', actor),
     isVisible(entity, 'high', actor),
     ignored === 'true' ? decided : sql`not ${decided}`,
   ])}`
}

function behind(after: string): Sql {
  const place = /^(\d{1,3})\.(\d{1,15})\.(\d{1,15})$/.exec(after)
  if (!place) throw new RafaleError('filter-invalid', { detail: 'after' })
  const [, score, low, high] = place.map(Number)
  return sql`(pair.score, pair.low_id, pair.high_id) < (${score}::smallint, ${low}::bigint, ${high}::bigint)`
}

/** What stands under a record's name. */
export function hintOf(entity: ListEntity, alias: string): Sql {
  const column = (name: string) => sql.id(alias, name)
  return entity === 'company'
    ? sql`concat_ws(' · ', ${column('code')}, (select a.city from address as a where a.id = ${column('default_address_id')}))`
    : sql`concat_ws(' · ', (select o.name from company as o where o.id = ${column('company_id')}), ${column('email_1')})`
}

const recordSql = (entity: ListEntity, alias: string): Sql =>
  sql`json_build_object('id', ${sql.id(alias, 'id')}, 'version', ${sql.id(alias, 'version')},
    'label', ${labelOf(entity, alias)}, 'hint', ${hintOf(entity, alias)})`

/** The pairs of a page with their reasons, worked out anew: the records may have changed since the search. */
async function explain(
  db: Queryable,
  actor: Actor,
  entity: ListEntity,
  page: readonly Place[],
): Promise<DuplicatePair[]> {
  if (page.length === 0) return []
  const places = page.map(({ low, high }, place) => ({ place, low, high }))
  const ids = page.flatMap(({ low, high }) => [low, high])
  const where = sql`r.id = any(${ids}::bigint[]) and ${isVisible(entity, 'r', actor)}`
  return rowsOf<DuplicatePair>(
    db,
    sql`with profile as materialized (${profilesSql(entity, tableOf(entity), where)})
        select json_build_array(${recordSql(entity, 'low')}, ${recordSql(entity, 'high')}) as records,
               ${scoreSql(entity)} as score, ${reasonsSql(entity, 'agrees')} as agrees, ${reasonsSql(entity, 'differs')} as differs,
               (select json_build_object('by', coalesce(author.name, ${systemActor.name}), 'at', d.decided_at)
                  from duplicate_decision as d left join app_user as author on author.id = d.user_id
                 where d.low_id = pair.low and d.high_id = pair.high) as decision
          from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as pair (place integer, low bigint, high bigint)
          join profile as l on l.id = pair.low
          join profile as h on h.id = pair.high
          ${measuresSql(entity)}
          join ${tableOf(entity)} as low on low.id = pair.low
          join ${tableOf(entity)} as high on high.id = pair.high
         order by pair.place`,
  )
}

/** Two records are said to be no duplicates, for everybody, or no longer. Throws 'not-found' unless the actor sees both. */
export async function decideDuplicate(
  db: Queryable,
  actor: Actor,
  { entity, records, isDuplicate }: { entity: ListEntity; records: readonly number[]; isDuplicate: boolean },
): Promise<{ isDuplicate: boolean }> {
  demandRight(actor, `${entity}.edit`)
  const [low = 0, high = 0] = records.toSorted((a, b) => a - b)
  const seen = await firstRow<{ seen: number }>(
    db,
    sql`select count(*) as seen from ${tableOf(entity)} as r
         where r.id = any(${[low, high]}::bigint[]) and ${isVisible(entity, 'r', actor)}`,
  )
  if (seen?.seen !== 2) throw new RafaleError('not-found')
  await firstRow(
    db,
    isDuplicate
      ? sql`delete from duplicate_decision where low_id = ${low} and high_id = ${high}`
      : sql`insert into duplicate_decision (low_id, high_id, user_id) values (${low}, ${high}, ${actor.userId})
            on conflict (low_id, high_id) do nothing`,
  )
  return { isDuplicate }
}

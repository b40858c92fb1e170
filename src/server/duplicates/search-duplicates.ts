/** Looking for likely duplicates in the whole base: profiles, blocks, pairs, scores; each a set-based statement. */
import type { ClientBase, Pool } from 'pg'
import { leastPairScore } from '../../shared/contract/duplicate.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { fence } from '../platform/database/fence.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { tuneForBulk } from '../platform/database/tune-for-bulk.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { tableOf } from '../records/entity-table.ts'
import { blocksSql, likenessOf, measuresSql, profilesSql, scoreSql } from '../records/likeness/likeness.ts'
import { isVisible } from '../records/visibility.ts'

/**
 * A value that more records share is no key: a block of n records makes n² / 2 pairs (the switchboard of a group, a name
 * that half a town has). It is skipped, and said.
 */
export const mostInBlock = 50

const subjects: Record<ListEntity, Record<Language, string>> = {
  company: { fr: 'Doublons · sociétés', en: 'Duplicates · companies' },
  contact: { fr: 'Doublons · contacts', en: 'Duplicates · contacts' },
}

/** A job is to look for duplicates, its id. Throws 'right-missing', 'duplicates-searching' while one's last one runs. */
export function startSearch(pool: Pool, actor: Actor, entity: ListEntity): Promise<{ job: number }> {
  demandRight(actor, `${entity}.see`)
  return inTransaction(pool, async (client) => {
    // Two clicks at once: the second one waits for the first and finds its search.
    await execute(client, sql`select from app_user where id = ${actor.userId} for update`)
    const running = await firstRow(
      client,
      sql`select from duplicate_search as s join job on job.id = s.job_id
           where s.user_id is not distinct from ${actor.userId}::bigint and s.entity = ${entity}
             and job.state in ('queued', 'waiting', 'running')`,
    )
    if (running) throw new RafaleError('duplicates-searching')
    const search = await openSearch(client, actor, entity)
    const subject = subjects[entity][actor.language]
    const job = await addJob(client, { kind: 'duplicates', userId: actor.userId, subject, params: { search, entity } })
    await execute(client, sql`update duplicate_search set job_id = ${job} where id = ${search}`)
    return { job }
  })
}

/** A search of the actor that has found nothing yet; its id. */
export async function openSearch(client: Pool | ClientBase, actor: Actor, entity: ListEntity): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into duplicate_search (entity, user_id) values (${entity}, ${actor.userId}) returning id`,
  )
  return id
}

type Searching = Pick<JobRun, 'actor' | 'report' | 'watch'>

/** The search holds the likely pairs among the records its actor sees, and takes the place of his last one. */
export function searchDuplicates(pool: Pool, run: Searching, entity: ListEntity, search: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    await run.watch(client)
    const tables = tablesOf(search)
    await run.report('duplicates-read', 0.05)
    await tuneForBulk(
      client,
      (await onlyRow<{ n: number }>(client, sql`select count(*) as n from ${tableOf(entity)}`)).n,
    )
    await makeProfiles(client, run.actor, entity, tables)
    await run.report('duplicates-block', 0.3)
    await makeBlocks(client, entity, tables)
    await run.report('duplicates-compare', 0.6)
    await makePairs(client, entity, tables, search)
    const skipped = await skippedKeys(client, entity, tables)
    await execute(
      client,
      sql`update duplicate_search set ended_at = clock_timestamp(), skipped = ${JSON.stringify(skipped)}::jsonb where id = ${search}`,
    )
    await dropOthers(client, run.actor, entity, search)
    for (const table of Object.values(tables)) await execute(client, sql`drop table ${table}`)
  })
}

type Tables = { profile: Sql; block: Sql; size: Sql; pair: Sql; scored: Sql }

const tablesOf = (search: number): Tables => ({
  profile: sql.id('stage', `duplicates_${search}_profile`),
  block: sql.id('stage', `duplicates_${search}_block`),
  size: sql.id('stage', `duplicates_${search}_size`),
  pair: sql.id('stage', `duplicates_${search}_pair`),
  scored: sql.id('stage', `duplicates_${search}_scored`),
})

async function makeProfiles(client: ClientBase, actor: Actor, entity: ListEntity, tables: Tables): Promise<void> {
  const profiles = profilesSql(entity, tableOf(entity), isVisible(entity, 'r', actor))
  await execute(client, sql`create unlogged table ${tables.profile} with (autovacuum_enabled = false) as ${profiles}`)
  await execute(client, sql`analyze ${tables.profile} (id)`)
}

/** Every key of every record, hashed; keys that nobody shares are left out with the sizes. */
async function makeBlocks(client: ClientBase, entity: ListEntity, tables: Tables): Promise<void> {
  const blocks = blocksSql(entity, tables.profile)
  await execute(client, sql`create unlogged table ${tables.block} with (autovacuum_enabled = false) as ${blocks}`)
  await execute(client, sql`analyze ${tables.block}`)
  await execute(
    client,
    sql`create unlogged table ${tables.size} with (autovacuum_enabled = false) as
        select b.kind, b.key, count(*)::integer as records
          from ${tables.block} as b group by b.kind, b.key having count(*) > 1`,
  )
  await execute(client, sql`analyze ${tables.size}`)
}

/** Records that share a key are compared once, however many keys they share; the likely pairs are kept. */
async function makePairs(client: ClientBase, entity: ListEntity, tables: Tables, search: number): Promise<void> {
  const shared = sql`
    select b.kind, b.key, b.id from ${tables.block} as b
      join ${tables.size} as s on s.kind = b.kind and s.key = b.key
     where s.records <= ${sql.lit(mostInBlock)}`
  // Tables of their own, because neither insertions nor common tables are read in parallel.
  await execute(
    client,
    sql`create unlogged table ${tables.pair} with (autovacuum_enabled = false) as
        select distinct low.id as low_id, high.id as high_id
          from (${shared}) as low
          join (${shared}) as high on high.kind = low.kind and high.key = low.key and high.id > low.id`,
  )
  await execute(client, sql`analyze ${tables.pair}`)
  await execute(
    client,
    sql`create unlogged table ${tables.scored} with (autovacuum_enabled = false) as
        select scored.score, scored.low_id, scored.high_id
          from (
            select ${scoreSql(entity)} as score, pair.low_id, pair.high_id, ${fence}
              from ${tables.pair} as pair
              join ${tables.profile} as l on l.id = pair.low_id
              join ${tables.profile} as h on h.id = pair.high_id
              ${measuresSql(entity)}
          ) as scored
         where scored.score >= ${sql.lit(leastPairScore)}`,
  )
  await execute(
    client,
    sql`insert into duplicate_pair (search_id, score, low_id, high_id)
        select ${search}::bigint, scored.score, scored.low_id, scored.high_id from ${tables.scored} as scored`,
  )
}

type Skipped = { reason: string; blocks: number; records: number }

async function skippedKeys(client: ClientBase, entity: ListEntity, tables: Tables): Promise<Skipped[]> {
  const rows = await rowsOf<{ kind: number; blocks: number; records: number }>(
    client,
    sql`select s.kind, count(*) as blocks, sum(s.records)::bigint as records from ${tables.size} as s
         where s.records > ${sql.lit(mostInBlock)} group by s.kind order by s.kind`,
  )
  return rows.map(({ kind, ...told }) => ({ reason: likenessOf[entity].blocks[kind]?.reason ?? '', ...told }))
}

/** Earlier searches of the actor, and what was left of those that failed. */
async function dropOthers(client: ClientBase, actor: Actor, entity: ListEntity, search: number): Promise<void> {
  const others = sql`select s.id from duplicate_search as s
    where s.user_id is not distinct from ${actor.userId}::bigint and s.entity = ${entity} and s.id <> ${search}`
  await execute(client, sql`delete from duplicate_pair where search_id in (${others})`)
  await execute(client, sql`delete from duplicate_search where id in (${others})`)
}

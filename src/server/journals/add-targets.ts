import type { ClientBase, Pool } from 'pg'
import type { AddedTargets, TargetSource } from '../../shared/contract/journal-targeting.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import {
  allOf,
  execute,
  firstRow,
  joined,
  onlyRow,
  rowsOf,
  sql,
  type Queryable,
  type Sql,
} from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { tableOf } from '../records/entity-table.ts'
import { selectionSql } from '../records/read/selection-sql.ts'
import { isVisible } from '../records/visibility.ts'
import { targetCount } from './count-targets.ts'
import { dropPreviews } from './drop-previews.ts'
import { findJournal } from './find-journal.ts'
import { lockToChange } from './lock-draft.ts'

export type Targeted = { number: number; entity: ListEntity }
type Inserted = Omit<AddedTargets, 'targets'>

/** Codes that are told not to be found. */
const toldCodes = 1000

/**
 * Records are targets of a draft, each once, whatever their number; those the actor may not see are as if they were not.
 * Throws what `lockToChange` throws, 'journal-entity-differs', 'filter-invalid', 'field-unknown', and with `demandsAll`
 * 'journal-codes-missing' when a code is not found.
 */
export function addTargets(
  pool: Pool,
  actor: Actor,
  number: number,
  source: TargetSource,
  { demandsAll = false } = {},
): Promise<AddedTargets> {
  return inTransaction(pool, async (client) => {
    const journal = await lockToChange(client, actor, number)
    const inserted = await insertSource(client, actor, journal, source)
    if (demandsAll && inserted.notFoundTotal > 0) throw codesMissing(inserted)
    return { ...inserted, targets: await targetCount(client, actor, journal) }
  })
}

const codesMissing = ({ notFound, notFoundTotal }: Inserted) =>
  new RafaleError('journal-codes-missing', { count: notFoundTotal, codes: notFound.slice(0, 10).join(', ') })

/** The same to a journal that the transaction holds. */
export async function insertSource(
  client: ClientBase,
  actor: Actor,
  journal: Targeted,
  source: TargetSource,
): Promise<Inserted> {
  const found = await sourceIds(client, actor, journal, source)
  const inserted = await insertTargets(client, journal.number, found)
  if (!source.codes) return { ...inserted, notFound: [], notFoundTotal: 0 }
  return { ...inserted, ...(await missingCodes(client, actor, journal.entity, source.codes)) }
}

/** The records of a query of (id), each there once, are targets of a journal that the transaction holds; how many were not before. */
export async function insertTargets(
  client: Queryable,
  number: number,
  ids: Sql,
): Promise<{ added: number; alreadyPresent: number }> {
  const isEmpty =
    (await firstRow(client, sql`select from journal_target where journal_id = ${number} limit 1`)) === undefined
  const inserted = await (isEmpty ? insertFirst : insertMore)(client, number, ids)
  // The next statement joins what was just written: it must not take a million rows for a handful.
  if (inserted.added > 10_000) await execute(client, sql`analyze journal_target`)
  await dropPreviews(client, number)
  return inserted
}

type Insert = (client: Queryable, number: number, ids: Sql) => Promise<{ added: number; alreadyPresent: number }>

/** Nobody else adds to a journal that is held: without targets nothing can be there already (0.6 of the time). */
const insertFirst: Insert = async (client, number, ids) => {
  const added = await execute(
    client,
    sql`insert into journal_target (journal_id, record_id)
        select ${number}::bigint, found.id from (${ids}) as found order by found.id`,
  )
  return { added, alreadyPresent: 0 }
}

const insertMore: Insert = async (client, number, ids) => {
  const { found, added } = await onlyRow<{ found: number; added: number }>(
    client,
    sql`with found as materialized (${ids}), added as (
          insert into journal_target (journal_id, record_id)
          select ${number}::bigint, found.id from found order by found.id
          on conflict do nothing
          returning record_id
        )
        select (select count(*) from found) as found, (select count(*) from added) as added`,
  )
  return { added, alreadyPresent: found - added }
}

async function sourceIds(client: Queryable, actor: Actor, journal: Targeted, source: TargetSource): Promise<Sql> {
  const { selection, ids, codes } = source
  const { entity } = journal
  if (selection) return selectedIds(actor, entity, selection)
  const visible = sql`select r.id from ${tableOf(entity)} as r where ${isVisible(entity, 'r', actor)}`
  if (ids) return sql`${visible} and r.id = any(${ids}::bigint[])`
  if (codes) return codedIds(actor, entity, codes)
  const other = await otherJournal(client, actor, journal, source.journal ?? 0)
  return sql`${visible} and r.id in (select t.record_id from journal_target as t where t.journal_id = ${other})`
}

/** A query of the ids of a selection. */
export function selectedIds(actor: Actor, entity: ListEntity, selection: NonNullable<TargetSource['selection']>): Sql {
  const { search, filter, except = [] } = selection
  const left = except.length > 0 ? sql` and r.id <> all(${except}::bigint[])` : sql``
  return sql`select r.id ${selectionSql({ entity, search, filter }, actor)}${left}`
}

/** The number of a journal whose targets can be taken over. Throws 'not-found', 'journal-entity-differs'. */
export async function otherJournal(
  client: Queryable,
  actor: Actor,
  journal: Targeted,
  number: number,
): Promise<number> {
  const other = await findJournal(client, actor, number)
  if (other.entity !== journal.entity) throw new RafaleError('journal-entity-differs')
  return other.number
}

/** What a record `r` is named by: a company by its code, a contact by his external id or e-mail. */
const namesOf: Record<ListEntity, readonly Sql[]> = {
  company: [sql`r.code_key`],
  contact: [sql`r.external_id_key`, sql`lower(r.email_1)`],
}

/** The codes that say something, each once, as `given` (key, code). */
const givenCodes = (codes: readonly string[]): Sql => sql`(
  select code_key(one.code) as key, min(btrim(one.code)) as code
    from unnest(${codes}::text[]) as one (code)
   where btrim(one.code) <> ''
   group by 1) as given`

const codedIds = (actor: Actor, entity: ListEntity, codes: readonly string[]): Sql =>
  joined(
    namesOf[entity].map(
      (name) => sql`select r.id from ${givenCodes(codes)} join ${tableOf(entity)} as r on ${name} = given.key
                     where ${isVisible(entity, 'r', actor)}`,
    ),
    ' union ',
  )

async function missingCodes(
  client: Queryable,
  actor: Actor,
  entity: ListEntity,
  codes: readonly string[],
): Promise<Pick<AddedTargets, 'notFound' | 'notFoundTotal'>> {
  const isNamed = namesOf[entity].map(
    (name) => sql`exists (
      select from ${tableOf(entity)} as r where ${name} = given.key and ${isVisible(entity, 'r', actor)})`,
  )
  const missing = await rowsOf<{ code: string; total: number }>(
    client,
    sql`select given.code, count(*) over () as total
          from ${givenCodes(codes)}
         where ${allOf(isNamed.map((one) => sql`not ${one}`))}
         order by given.code
         limit ${toldCodes}`,
  )
  return { notFound: missing.map(({ code }) => code), notFoundTotal: missing[0]?.total ?? 0 }
}

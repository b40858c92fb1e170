import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { execute, rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import { tableOf } from '../entity-table.ts'
import { accessOf, writeAccess, type Access } from './merge-access.ts'

/** What a merge gave the survivor that the change log does not hold. */
type Given = {
  /** Codes of the merged company, in match form: they find the survivor. */
  codes: string[]
  /** Users who have the survivor among their contacts since, draft journals that have it among their records. */
  users: number[]
  journals: number[]
  /** Once a merge: the survivor's access before and after it. */
  access?: { before: Access; after: Access } | undefined
}
type Merged = { changeSet: number; entity: ListEntity; record: number; survivor: number; given: Given }

/** The codes by which a company is found, the one it has and those it had. */
export async function codesOf(db: Queryable, ids: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await rowsOf<{ id: number; codes: string }>(
    db,
    sql`select c.id, concat_ws(' ', c.code_key, s.former_codes) as codes
          from company as c left join company_search as s on s.id = c.id
         where c.id = any(${ids}::bigint[])`,
  )
  return new Map(rows.map(({ id, codes }) => [id, codes.split(' ').filter(Boolean)]))
}

type Recording = {
  changeSet: number
  entity: ListEntity
  survivor: number
  records: readonly number[]
  codes: ReadonlyMap<number, string[]>
  access?: { before: Access; after: Access } | undefined
}

/** The merge is known as one: the survivor has what pointed at the merged records outside the change log. */
export async function recordMerge(client: Queryable, recording: Recording): Promise<void> {
  const { changeSet, entity, survivor, records, codes, access } = recording
  for (const [index, record] of records.entries()) {
    const merged: Merged = {
      changeSet,
      entity,
      record,
      survivor,
      given: { codes: codes.get(record) ?? [], users: [], journals: [], access: index === 0 ? access : undefined },
    }
    const given = await give(client, merged)
    await execute(
      client,
      sql`insert into merged_record (change_set_id, record_id, survivor_id, entity, detail)
          values (${changeSet}, ${record}, ${survivor}, ${entity}, ${JSON.stringify(given)}::jsonb)`,
    )
  }
}

/** The survivor gets what the merged record had; what of it is new to it. */
async function give(client: Queryable, { entity, record, survivor, given }: Merged): Promise<Given> {
  if (entity === 'company') await addCodes(client, survivor, given.codes)
  const users =
    entity === 'contact'
      ? await rowsOf<{ id: number }>(
          client,
          sql`insert into my_contact (user_id, contact_id)
              select one.user_id, ${survivor}::bigint from my_contact as one where one.contact_id = ${record}
              on conflict do nothing returning user_id as id`,
        )
      : []
  const journals = await rowsOf<{ id: number }>(
    client,
    sql`insert into journal_target (journal_id, record_id)
        select t.journal_id, ${survivor}::bigint
          from journal_target as t join journal as j on j.number = t.journal_id
         where t.record_id = ${record} and j.change_set_id is null
        on conflict do nothing returning journal_id as id`,
  )
  return { ...given, users: users.map(({ id }) => id), journals: journals.map(({ id }) => id) }
}

/** How a plan takes back: a restore of everything, an undo of a change set, or, of none, a record brought back alone. */
type TakingBack = { kind: string; undoes?: number }

/**
 * Records that a merge removed and that are back, by an undo, a restore or from the recycle bin, have their own again; a
 * merge done anew (its undo was undone) gives it to the survivor anew.
 */
export async function settleMerges(client: Queryable, head: TakingBack): Promise<void> {
  const undoes = head.undoes ?? null
  const back = await mergesWhere(client, 'company', sql`m.is_done and live.id is not null`)
  back.push(...(await mergesWhere(client, 'contact', sql`m.is_done and live.id is not null`)))
  // The last merge first: what a survivor was before the first of several is what it is in the end.
  for (const merged of back.toReversed()) await takeBack(client, merged, head.kind === 'restore' || undoes !== null)
  if (undoes === null) return
  // The merge at the root of a chain of undos.
  const ofChain = sql`not m.is_done and live.id is null and m.change_set_id in (
    with recursive chain (id) as (
      select ${undoes}::bigint union select s.undoes from chain join change_set as s on s.id = chain.id where s.undoes is not null
    ) select chain.id from chain)`
  for (const entity of ['company', 'contact'] as const) {
    for (const merged of await mergesWhere(client, entity, ofChain)) {
      const given = await give(client, merged)
      if (given.access) await writeAccess(client, { entity, id: merged.survivor, access: given.access.after })
      await keepGiven(client, merged, given, true)
    }
  }
}

const mergesWhere = (client: Queryable, entity: ListEntity, condition: ReturnType<typeof sql>): Promise<Merged[]> =>
  rowsOf<Merged>(
    client,
    sql`select m.change_set_id as "changeSet", m.entity, m.record_id as record, m.survivor_id as survivor, m.detail as given
          from merged_record as m left join ${tableOf(entity)} as live on live.id = m.record_id
         where m.entity = ${entity} and ${condition}
         order by m.change_set_id, m.record_id`,
  )

async function takeBack(client: Queryable, merged: Merged, isWhole: boolean): Promise<void> {
  const { entity, survivor, given } = merged
  if (entity === 'company') await removeCodes(client, survivor, given.codes)
  await execute(
    client,
    sql`delete from my_contact where contact_id = ${survivor} and user_id = any(${given.users}::bigint[])`,
  )
  await execute(
    client,
    sql`delete from journal_target as t using journal as j
         where t.record_id = ${survivor} and t.journal_id = any(${given.journals}::bigint[])
           and j.number = t.journal_id and j.change_set_id is null`,
  )
  // A record that came back alone left its contacts with the survivor: they stay as closed as they were. An access list
  // that somebody changed since the merge stays his.
  if (given.access && isWhole && (await hasAccess(client, merged, given.access.after))) {
    await writeAccess(client, { entity, id: survivor, access: given.access.before })
  }
  await keepGiven(client, merged, given, false)
}

async function hasAccess(client: Queryable, { entity, survivor }: Merged, access: Access): Promise<boolean> {
  const held = await accessOf(client, entity, survivor)
  const form = (one: Access) => JSON.stringify(one && [sorted(one.users), sorted(one.billingEntities)])
  return form(held) === form(access)
}

const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b)

const keepGiven = (client: Queryable, { changeSet, record }: Merged, given: Given, isDone: boolean) =>
  execute(
    client,
    sql`update merged_record set is_done = ${isDone}, detail = ${JSON.stringify(given)}::jsonb
         where change_set_id = ${changeSet} and record_id = ${record}`,
  )

const addCodes = (client: Queryable, company: number, codes: readonly string[]) =>
  execute(
    client,
    sql`update company_search as s
           set former_codes = concat_ws(' ', nullif(s.former_codes, ''), ${codes.join(' ')}::text),
               text = concat_ws(' ', s.text, ${codes.join(' ')}::text)
         where s.id = ${company} and ${codes.length > 0}`,
  )

/** The searched text ends in the former codes. */
const removeCodes = (client: Queryable, company: number, codes: readonly string[]) =>
  execute(
    client,
    sql`update company_search as s
           set former_codes = left_over.codes,
               text = concat_ws(' ', left(s.text, length(s.text) - length(btrim(s.former_codes)) - 1), nullif(left_over.codes, ''))
          from (select coalesce(string_agg(one.code, ' ' order by one.place), '') as codes
                  from company_search as held,
                       regexp_split_to_table(held.former_codes, ' +') with ordinality as one (code, place)
                 where held.id = ${company} and one.code <> '' and one.code <> all(${codes}::text[])) as left_over
         where s.id = ${company} and btrim(s.former_codes) <> ''`,
  )

import type { ClientBase } from 'pg'
import { fence } from '../../platform/database/fence.ts'
import { execute, joined, onlyRow, rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { isVisible } from '../../records/visibility.ts'
import { tableOf } from '../../records/entity-table.ts'
import { unitValues } from './group-rows.ts'
import { isMapped, type ImportMapping } from './import-mapping.ts'
import { matchKeys, rafaleIdPath, type MatchKey } from './match-keys.ts'
import { readInstance } from '../../records/read-instance.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

export type Matching = { actor: Actor; tables: StageTables; mapping: ImportMapping }

/**
 * `match` says of every unit which visible company or contact its keys point at: head_row, record_id (null: none), candidates
 * (how many at the highest rank), and has_key. An empty key, in the file or in the record, need not match; at least
 * one must; the most keys in common win (IM-5). Matching is against the base alone, so independent of row order.
 */
export async function matchUnits(client: ClientBase, matching: Matching): Promise<void> {
  const { tables, mapping } = matching
  await execute(client, sql`drop table if exists ${tables.part('match')}`)
  const [only, ...others] = matchKeys(mapping)
  if (only?.uniqueColumn && others.length === 0 && !isMapped(mapping, rafaleIdPath(mapping.entity))) {
    await matchUnique(client, matching, { ...only, uniqueColumn: only.uniqueColumn })
  } else {
    await matchByRank(client, matching)
  }
  await matchChosen(client, matching)
  await execute(client, sql`analyze ${tables.part('match')}`)
}

/** Rows of which the user said what they speak of, where their keys do not find one. */
async function matchChosen(client: ClientBase, { actor, tables, mapping }: Matching): Promise<void> {
  await execute(
    client,
    sql`update ${tables.part('match')} as m
           set record_id = r.id, candidates = 1, has_key = true
          from import_choice as choice
          join ${tableOf(mapping.entity)} as r on r.id = choice.record_id and ${isVisible(mapping.entity, 'r', actor)}
         where choice.import_id = ${tables.importId} and choice.row_no = m.head_row and m.candidates <> 1`,
  )
}

/** One key that is unique in the base: one join. */
async function matchUnique(
  client: ClientBase,
  { actor, tables, mapping }: Matching,
  { wanted, uniqueColumn }: MatchKey & { uniqueColumn: string },
): Promise<void> {
  await execute(
    client,
    sql`create unlogged table ${tables.part('match')} with (autovacuum_enabled = false) as
        select u.head_row, r.id as record_id, case when r.id is null then 0 else 1 end as candidates, ${wanted} is not null as has_key
          from ${unitValues(tables, mapping)} as u
          left join ${tableOf(mapping.entity)} as r on ${sql.id('r', uniqueColumn)} = ${wanted} and ${isVisible(mapping.entity, 'r', actor)}`,
  )
}

/** Several keys, or one that is not unique: rank by rank, only the combinations of filled keys that occur. */
async function matchByRank(client: ClientBase, matching: Matching): Promise<void> {
  const { tables, mapping, actor } = matching
  const keys = matchKeys(mapping)
  const rowKeys = tables.part('row_key')
  const baseKeys = tables.part('base_key')
  const named = (form: (key: MatchKey) => Sql) => keys.map((key, index) => sql`${form(key)} as ${sql.id(`k${index}`)}`)
  const values = keys.map((_key, index) => sql.id('x', `k${index}`))
  const mask = joined(
    [sql`0`, ...values.map((value, index) => sql`case when ${value} is null then 0 else ${sql.lit(1 << index)} end`)],
    ' + ',
  )
  const idPath = rafaleIdPath(mapping.entity)
  const rafaleId = isMapped(mapping, idPath) ? sql.id('u', valueColumn(idPath)) : sql`null::text`
  for (const table of [rowKeys, baseKeys]) await execute(client, sql`drop table if exists ${table}`)
  await execute(
    client,
    sql`create unlogged table ${rowKeys} as
        select ${joined([sql`x.head_row, x.rafale_id`, ...values])}, ${mask} as mask from (
          select ${joined([sql`u.head_row, ${rafaleId} as rafale_id`, ...named((key) => key.wanted), fence])}
            from ${unitValues(tables, mapping)} as u
            ${mapping.entity === 'contact' ? sql`left join ${tables.employer} as o on o.okey = u.okey` : sql``}
        ) as x`,
  )
  await execute(
    client,
    sql`create unlogged table ${baseKeys} as
        select ${joined([sql`x.id`, ...values])}, ${mask} as mask from (
          select ${joined([sql`r.id`, ...named((key) => key.ofRecord), fence])} from ${tableOf(mapping.entity)} as r
            ${keys.some((key) => key.isOfAddress) ? sql`left join address as a on a.id = r.default_address_id` : sql``}
           where ${isVisible(mapping.entity, 'r', actor)}
        ) as x`,
  )
  await execute(client, sql`analyze ${rowKeys}`)
  await execute(client, sql`analyze ${baseKeys}`)
  await execute(
    client,
    sql`create unlogged table ${tables.part('match')} (head_row integer, record_id bigint, candidates bigint, has_key boolean)`,
  )
  await matchRafaleIds(client, tables)
  const strong = keys.reduce((bits, key, index) => bits | (key.isStrong ? 1 << index : 0), 0)
  for (const { rank, pairs } of await pairsByRank(client, rowKeys, baseKeys, strong, keys.length)) {
    if (rank > 0) await matchRank(client, tables, pairs)
  }
  await execute(
    client,
    sql`insert into ${tables.part('match')}
        select k.head_row, null, 0, (k.mask & ${sql.lit(strong)}) > 0 or k.rafale_id is not null from ${rowKeys} as k
         where not exists (select from ${tables.part('match')} as m where m.head_row = k.head_row)`,
  )
}

/** A Rafale id decides alone which record it is; one of another installation, or unknown, is none (told later as red). */
async function matchRafaleIds(client: ClientBase, tables: StageTables): Promise<void> {
  const instance = await readInstance(client)
  await execute(
    client,
    sql`insert into ${tables.part('match')}
        select k.head_row, b.id, case when b.id is null then -1 else 1 end, true
          from ${tables.part('row_key')} as k
          left join ${tables.part('base_key')} as b on k.rafale_id = ${instance} || '-' || b.id
         where k.rafale_id is not null`,
  )
}

type Pair = { row: number; base: number }

/** The combinations of filled keys that occur on both sides, by how many keys they have in common, most first. */
async function pairsByRank(
  client: ClientBase,
  rowKeys: Sql,
  baseKeys: Sql,
  strong: number,
  keys: number,
): Promise<{ rank: number; pairs: Pair[] }[]> {
  const masksOf = (table: Sql) => rowsOf<{ mask: number }>(client, sql`select distinct mask from ${table}`)
  const [rows, bases] = [await masksOf(rowKeys), await masksOf(baseKeys)]
  const pairs = rows
    .flatMap((row) => bases.map((base) => ({ row: row.mask, base: base.mask })))
    .filter((pair) => (pair.row & pair.base & strong) !== 0)
  return Array.from({ length: keys }, (_, index) => keys - index).map((rank) => ({
    rank,
    pairs: pairs.filter((pair) => bitsOf(pair.row & pair.base).length === rank),
  }))
}

const bitsOf = (mask: number): number[] => Array.from({ length: 8 }, (_, bit) => bit).filter((bit) => mask & (1 << bit))

/** Units not matched yet that find records with these keys in common; the base is grouped, so a weak key cannot explode. */
async function matchRank(client: ClientBase, tables: StageTables, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const found = pairs.map((pair) => {
    const columns = bitsOf(pair.row & pair.base).map((bit) => `k${bit}`)
    const grouped = joined(columns.map((name) => sql.id('b', name)))
    return sql`select k.head_row, g.candidates, g.id
      from ${tables.part('row_key')} as k
      join (select ${grouped}, count(*) as candidates, min(b.id) as id
              from ${tables.part('base_key')} as b where b.mask = ${sql.lit(pair.base)}
             group by ${grouped}) as g
        on ${joined(
          columns.map((name) => sql`${sql.id('g', name)} = ${sql.id('k', name)}`),
          ' and ',
        )}
     where k.mask = ${sql.lit(pair.row)} and k.rafale_id is null
       and not exists (select from ${tables.part('match')} as m where m.head_row = k.head_row)`
  })
  await execute(
    client,
    sql`insert into ${tables.part('match')}
        select f.head_row, min(f.id), sum(f.candidates), true
          from (${sql.join(found, sql` union all `)}) as f
         group by f.head_row`,
  )
  await execute(client, sql`analyze ${tables.part('match')}`)
}

/** How many rows found an existing record, for the recap and the test of the key. */
export async function countMatched(client: ClientBase, tables: StageTables): Promise<number> {
  const rows = tables.hasGroups ? sql`coalesce(sum(u.rows), 0)::bigint` : sql`count(*)`
  const units = tables.hasGroups ? sql`join ${tables.unit} as u on u.head_row = m.head_row` : sql``
  const { matched } = await onlyRow<{ matched: number }>(
    client,
    sql`select ${rows} as matched from ${tables.part('match')} as m ${units} where m.candidates = 1`,
  )
  return matched
}

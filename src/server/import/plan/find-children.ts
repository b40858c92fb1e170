import type { ClientBase } from 'pg'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { anyOf, execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { readInstance } from '../../records/read-instance.ts'
import { isVisible } from '../../records/visibility.ts'
import { childColumns, type ChildKind } from './child-kind.ts'
import { columnFor, isMapped, rafaleIdIsSaid, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

type Children = { actor: Actor; tables: StageTables; mapping: ImportMapping; kind: ChildKind }

/**
 * `stage.import_N_<entity>` says which child each row speaks of: row_no, owner_id, child_id (the one found, or the id
 * of the one to create), is_new, is_head (the first row of that child: its values count), is_first (the first child of
 * an owner that has no default), is_default. Only children that the actor may see are found. Rows that could mean two are
 * told as red.
 */
export async function findChildren(client: ClientBase, finding: Children): Promise<void> {
  const { tables, mapping, kind } = finding
  const { entity } = kind
  const parts = ['candidate', 'base', 'found'].map((part) => tables.part(`${entity}_${part}`)) as [Sql, Sql, Sql]
  const [candidate, base, found] = parts
  for (const table of [...parts, tables.part(entity)]) await execute(client, sql`drop table if exists ${table}`)
  const identities = await makeCandidates(client, { tables, mapping, kind, candidate })
  await makeBase(client, finding, base)
  await execute(client, sql`create unlogged table ${found} (row_no integer, child_id bigint, candidates bigint)`)
  await findById(client, { tables, mapping, kind, candidate, base, found })
  for (let index = 0; index < identities; index++) {
    await findByIdentity(client, { candidate, base, found, index })
    await execute(client, sql`analyze ${found}`)
  }
  if (entity === 'address' && !isMapped(mapping, 'address.code') && !isMapped(mapping, 'address.name')) {
    await findDefaults(client, kind, candidate, found)
  }
  const column =
    columnFor(mapping, kind.isDefault)?.column ??
    mapping.columns.find((one) => one.target.entity === entity)?.column ??
    null
  const idColumn = columnFor(mapping, `${entity}.rafaleId`)?.column ?? null
  await execute(
    client,
    sql`insert into ${tables.problem} (row_no, column_index, severity, code)
        select f.row_no, case when f.candidates < 0 then ${idColumn}::integer else ${column}::integer end, 'r',
               case when f.candidates < 0 then 'child-id-unknown' else 'child-ambiguous' end
          from ${found} as f where f.candidates <> 1`,
  )
  await makeChildren(client, { tables, kind, candidate, found })
}

type Candidates = { tables: StageTables; mapping: ImportMapping; kind: ChildKind; candidate: Sql }

/** Every usable row with cells of the child, its owner and its identities; how many identities there are. */
async function makeCandidates(client: ClientBase, { tables, mapping, kind, candidate }: Candidates): Promise<number> {
  const columns = childColumns(mapping, kind)
  const byKey = new Map(columns.map((column) => [column.field.key, column.value]))
  const identities = kind.identities((key) => byKey.get(key) ?? sql`null::text`)
  const hasId = rafaleIdIsSaid(mapping, kind.entity, 'v')
  const said = anyOf([...(hasId ? [hasId] : []), ...columns.map((column) => sql`${column.value} is not null`)])
  const rafaleId = hasId ? sql.id('v', valueColumn(`${kind.entity}.rafaleId`)) : sql`null::text`
  const isDefault = isMapped(mapping, kind.isDefault) ? sql.id('v', valueColumn(kind.isDefault)) : sql`null::boolean`
  const cells = joined([
    sql`v.row_no, u.owner_id, u.rows as unit_rows, u.verdict = 'create' as owner_is_new, ${isDefault} as is_default, ${rafaleId} as rafale_id`,
    ...identities.map((identity, index) => sql`${identity} as ${sql.id(`k${index}`)}`),
  ])
  await execute(
    client,
    sql`create unlogged table ${candidate} with (autovacuum_enabled = false) as
        select ${cells} from ${tables.part('resolved')} as u
          join ${tables.read} as v on v.row_no = u.head_row
         where u.rows = 1 and u.owner_id is not null and ${said}
        union all
        select ${cells} from ${tables.part('resolved')} as u
          join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
         where u.rows > 1 and u.owner_id is not null and ${said}`,
  )
  await execute(client, sql`analyze ${candidate}`)
  return identities.length
}

async function makeBase(client: ClientBase, { actor, tables, kind }: Children, base: Sql): Promise<void> {
  const identities = kind.identities((key) => sql.id('r', fieldOf(kind.entity, key).column))
  const ownerId = sql.id('r', `${kind.owner}_id`)
  await execute(
    client,
    sql`create unlogged table ${base} with (autovacuum_enabled = false) as
        select ${joined([sql`r.id, ${ownerId} as owner_id`, ...identities.map((identity, index) => sql`${identity} as ${sql.id(`k${index}`)}`)])}
          from ${sql.id(kind.entity)} as r
         where ${ownerId} in (select u.owner_id from ${tables.part('resolved')} as u where u.verdict = 'update')
           and ${isVisible(kind.entity, 'r', actor)}`,
  )
  await execute(client, sql`analyze ${base}`)
}

type FindingById = Candidates & { base: Sql; found: Sql }

/** A Rafale id decides alone which child of its owner it is; one that is none of them is told. */
async function findById(client: ClientBase, finding: FindingById): Promise<void> {
  const { mapping, kind, candidate, base, found } = finding
  if (!isMapped(mapping, `${kind.entity}.rafaleId`)) return
  await execute(
    client,
    sql`insert into ${found}
        select c.row_no, b.id, case when b.id is null then -1 else 1 end
          from ${candidate} as c
          left join ${base} as b on b.owner_id = c.owner_id and c.rafale_id = ${await readInstance(client)} || '-' || b.id
         where c.rafale_id is not null`,
  )
  await execute(client, sql`analyze ${found}`)
}

type Finding = { candidate: Sql; base: Sql; found: Sql; index: number }

/** Rows not found yet that share this identity with a child of their owner, no identity before it saying otherwise. */
async function findByIdentity(client: ClientBase, { candidate, base, found, index }: Finding): Promise<void> {
  const key = sql.id(`k${index}`)
  const before = Array.from({ length: index }, (_, one) => sql.id(`k${one}`))
  await execute(
    client,
    sql`insert into ${found}
        select c.row_no, min(b.id), count(*)
          from ${candidate} as c
          join ${base} as b on b.owner_id = c.owner_id and b.${key} = c.${key}
         where ${joined([sql`true`, ...before.map((one) => sql`(b.${one} is null or c.${one} is null)`)], ' and ')}
           and not exists (select from ${found} as f where f.row_no = c.row_no)
         group by c.row_no`,
  )
}

/** A file without address codes and names means the default address, when its owner has one row. */
async function findDefaults(client: ClientBase, { owner }: ChildKind, candidate: Sql, found: Sql): Promise<void> {
  await execute(
    client,
    sql`insert into ${found}
        select c.row_no, o.default_address_id, 1
          from ${candidate} as c
          join ${sql.id(owner)} as o on o.id = c.owner_id
         where c.unit_rows = 1 and o.default_address_id is not null
           and not exists (select from ${found} as f where f.row_no = c.row_no)`,
  )
}

type Making = { tables: StageTables; kind: ChildKind; candidate: Sql; found: Sql }

async function makeChildren(client: ClientBase, { tables, kind, candidate, found }: Making): Promise<void> {
  const identities = kind.entity === 'address' ? ['k0', 'k1', 'k2'] : ['k0', 'k1']
  const identity = sql`coalesce(${joined([
    sql`f.child_id::text`,
    ...identities.map((name, index) => sql`${sql.lit(`${index}`)} || ${sql.id('c', name)}`),
    sql`'row ' || c.row_no`,
  ])})`
  await execute(
    client,
    sql`create unlogged table ${tables.part(kind.entity)} with (autovacuum_enabled = false) as
        select y.row_no, y.owner_id, y.identity, y.is_default, y.found_id is null as is_new, y.is_head,
               y.found_id is null and y.is_head and y.rank = 1 and not y.has_default as is_first,
               case when y.found_id is not null then y.found_id when y.is_head then nextval('record_id') end as child_id
          from (
            select x.*, true as is_head, 1 as rank from (${rowsWith(sql`c.unit_rows = 1`)}) as x
            union all
            select x.*,
                   row_number() over (partition by x.owner_id, x.identity order by x.row_no) = 1,
                   row_number() over (partition by x.owner_id order by x.row_no)
              from (${rowsWith(sql`c.unit_rows > 1`)}) as x
          ) as y`,
  )
  await execute(client, sql`analyze ${tables.part(kind.entity)}`)

  function rowsWith(where: Sql): Sql {
    return sql`select c.row_no, c.owner_id, ${identity} as identity, c.is_default, f.child_id as found_id,
                      o.id is not null as has_default
                 from ${candidate} as c
                 left join ${sql.id(kind.owner)} as o on o.id = c.owner_id and ${sql.id('o', kind.pointer)} is not null
                 left join ${found} as f on f.row_no = c.row_no
                where ${where} and coalesce(f.candidates, 1) = 1`
  }
}

/**
 * `pointer` holds the new default address and contact of owners: the row that says "default: yes", the first of those that are not the default yet;
 * else the first child of an owner that had none.
 */
export async function makePointers(
  client: ClientBase,
  tables: StageTables,
  kinds: readonly ChildKind[],
): Promise<void> {
  await execute(client, sql`drop table if exists ${tables.pointer}`)
  const chosen = kinds.map((kind) => {
    const address = kind.pointer === 'default_address_id' ? sql`p.child_id` : sql`null::bigint`
    const contact = kind.pointer === 'default_contact_id' ? sql`p.child_id` : sql`null::bigint`
    return sql`select p.owner_id, ${address} as default_address_id, ${contact} as default_contact_id
      from (select distinct on (c.owner_id) c.owner_id, h.child_id
              from ${tables.part(kind.entity)} as c
              join ${tables.part(kind.entity)} as h on h.owner_id = c.owner_id and h.identity = c.identity and h.is_head
              left join ${sql.id(kind.owner)} as o on o.id = c.owner_id
             where c.is_default or c.is_first
             -- Of several that say yes, the one that was not the default yet: somebody has just said so of it.
             order by c.owner_id, c.is_default desc nulls last, h.child_id is not distinct from ${sql.id('o', kind.pointer)}, c.row_no) as p`
  })
  await execute(
    client,
    sql`create unlogged table ${tables.pointer} with (autovacuum_enabled = false) as
        select one.owner_id, max(one.default_address_id) as default_address_id, max(one.default_contact_id) as default_contact_id
          from (${sql.join(chosen, sql` union all `)}) as one
         group by one.owner_id`,
  )
  await execute(client, sql`analyze ${tables.pointer}`)
}

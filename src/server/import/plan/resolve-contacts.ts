import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { isVisible } from '../../records/visibility.ts'
import { employerColumns } from './employer-key.ts'
import { unitValues } from './group-rows.ts'
import { columnFor, isMapped, type ImportMapping } from './import-mapping.ts'
import { rafaleIdPath } from './match-keys.ts'
import { otherRow, tellUnitRows } from './resolve-units.ts'
import type { StageTables } from './stage-tables.ts'

type Resolving = { actor: Actor; tables: StageTables; mapping: ImportMapping }

/**
 * `resolved` says what becomes of every contact that rows speak of: as for companies, with the company it will be in:
 * company_id (null: the one made for its okey, or where it is), and needs_company, whether that one has to be made.
 * `made` holds the companies to be made: okey, company_id, head_row.
 */
export async function resolveContacts(client: ClientBase, resolving: Resolving): Promise<void> {
  const { tables, mapping } = resolving
  const { settings } = mapping
  const creates = settings.mode === 'add' || settings.createsMissing
  const chosen = await chosenCompany(client, resolving)
  const moves = movesContacts(mapping)
  const resolved = tables.part('resolved')
  await execute(client, sql`drop table if exists ${resolved}`)
  const hasName = columnFor(mapping, 'company.name') ? sql`u.company_name is not null` : sql`false`
  await execute(
    client,
    sql`create unlogged table ${resolved} with (autovacuum_enabled = false) as
        select x.head_row, x.gkey, x.rows, x.record_id, x.has_key, x.okey, x.verdict,
               case when x.verdict = 'create' or ${sql.lit(moves)} then coalesce(x.found_company, case when x.verdict = 'create' and x.okey is null then ${chosen}::bigint end) end as company_id,
               x.verdict in ('create', 'update') and x.is_unknown and (x.verdict = 'create' or ${sql.lit(moves)}) as needs_company,
               case x.verdict when 'create' then nextval('record_id') when 'update' then x.record_id end as owner_id
          from (
            select y.*, case
                     when y.candidates < 0 then 'rafale-id-unknown'
                     when y.candidates > 1 then 'match-ambiguous'
                     when y.record_id is not null and y.is_shared then 'match-shared'
                     when y.record_id is not null and ${sql.lit(settings.mode === 'add')} then 'contact-exists'
                     when y.record_id is null and not ${sql.lit(creates)} then 'skip'
                     when y.record_id is null and y.has_company_red then 'group-refused'
                     when (y.record_id is null or ${sql.lit(moves)}) and y.employers > 1 then 'employer-ambiguous'
                     when (y.record_id is null or ${sql.lit(moves)}) and y.is_unknown and y.is_id then 'employer-unknown'
                     when (y.record_id is null or ${sql.lit(moves)}) and y.is_unknown and not ${sql.lit(settings.createsCompanies)} then 'employer-unknown'
                     when (y.record_id is null or ${sql.lit(moves)}) and y.is_unknown and not y.has_name then 'employer-nameless'
                     when y.record_id is not null then 'update'
                     when y.okey is null and ${chosen}::bigint is null then 'employer-missing'
                     else 'create'
                   end as verdict
              from (
                select u.head_row, u.gkey, u.rows, u.has_company_red, u.okey, ${hasName} as has_name,
                       ${isMapped(mapping, 'company.rafaleId') ? sql`u.company_rafale_id is not null` : sql`false`} as is_id,
                       m.record_id, m.has_key, m.candidates, s.record_id is not null as is_shared,
                       o.company_id as found_company, o.candidates as employers, o.okey is not null and o.candidates = 0 as is_unknown
                  from ${unitValues(tables, mapping)} as u
                  join ${tables.part('match')} as m on m.head_row = u.head_row
                  left join ${tables.employer} as o on o.okey = u.okey
                  left join (select m2.record_id from ${tables.part('match')} as m2
                              where m2.candidates = 1 group by m2.record_id having count(*) > 1) as s
                    on s.record_id = m.record_id
              ) as y
          ) as x`,
  )
  await execute(client, sql`analyze ${resolved}`)
  await makeCompanies(client, tables)
  await tellContacts(client, tables, mapping)
}

/** Whether the file's company takes contacts that exist there: as its columns' policy says. */
const movesContacts = (mapping: ImportMapping): boolean =>
  employerColumns(mapping)[0]?.policy === 'overwrite' &&
  !mapping.locked.has('contact.company') &&
  !employerColumns(mapping).some(({ isKey }) => isKey)

/** The company chosen for contacts whose rows name none; one that the actor does not see is none. */
async function chosenCompany(client: ClientBase, { actor, mapping }: Resolving): Promise<Sql> {
  const chosen = Number(mapping.settings.defaults['contact.company'] ?? 0)
  const { id } = await onlyRow<{ id: number | null }>(
    client,
    sql`select (select r.id from company as r where r.id = ${chosen} and ${isVisible('company', 'r', actor)}) as id`,
  )
  return sql`${id}`
}

async function makeCompanies(client: ClientBase, tables: StageTables): Promise<void> {
  await execute(client, sql`drop table if exists ${tables.made}`)
  await execute(
    client,
    sql`create unlogged table ${tables.made} with (autovacuum_enabled = false) as
        select n.okey, n.head_row, nextval('record_id') as company_id
          from (select u.okey, min(u.head_row) as head_row from ${tables.part('resolved')} as u where u.needs_company group by u.okey) as n`,
  )
  await execute(client, sql`analyze ${tables.made}`)
}

async function tellContacts(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  const employer = employerColumns(mapping)[0]?.column ?? null
  await tellUnitRows(client, tables, {
    severity: 'r',
    code: sql`u.verdict`,
    column: sql`case when u.verdict like 'employer-%' then ${employer}::integer
                     when u.verdict = 'rafale-id-unknown' then ${columnFor(mapping, rafaleIdPath('contact'))?.column ?? null}::integer end`,
    value: otherRow(tables),
    where: sql`u.verdict not in ('create', 'update', 'skip')`,
  })
  const telling = (code: ErrorCode, where: Sql, column: number | null) =>
    tellUnitRows(client, tables, { severity: 'y', code: sql.lit(code) as Sql, column: sql`${column}::integer`, where })
  await telling('no-match', sql`u.verdict = 'skip'`, null)
  await telling('employer-created', sql`u.needs_company`, employer)
  if (mapping.settings.mode !== 'add') await telling('key-missing', sql`u.verdict = 'create' and not u.has_key`, null)
  if (employer !== null && tables.hasGroups) await tellEmployers(client, tables, employer)
}

/** Rows of one contact that name several companies: the first is taken. */
async function tellEmployers(client: ClientBase, tables: StageTables, column: number): Promise<void> {
  await execute(
    client,
    sql`insert into ${tables.problem} (is_of_units, row_no, column_index, severity, code)
        select true, v.row_no, ${column}::integer, 'y', 'row-differs'
          from ${tables.unit} as u
          join ${tables.merged} as m on m.head_row = u.head_row
          join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
         where u.rows > 1 and v.okey is not null and v.okey is distinct from m.okey`,
  )
}

/** The company of a unit `u`, made or found; null where it stays as it is. */
export const employerOf = sql`coalesce(u.company_id, n.company_id)`
export const joinMade = (tables: StageTables): Sql =>
  sql`left join ${tables.made} as n on u.needs_company and n.okey = u.okey`

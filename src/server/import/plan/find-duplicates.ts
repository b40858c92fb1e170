import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { fence } from '../../platform/database/fence.ts'
import { execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { newOf } from '../../records/entity-table.ts'
import { keyForm } from '../../records/key-form.ts'
import { decidingKeys } from '../../records/likeness/deciding-keys.ts'
import { hasField, planTable, tableFor, type Plan, type PlanTable } from '../../records/plan/plan.ts'
import { isVisible } from '../../records/visibility.ts'
import { columnFor, isMapped, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

type Part = {
  /** What is alike in match form, null when empty: of the planned record `p` with its row `v`, and of the base. */
  made: Sql
  held: Sql
  /** The column of the base that `held` is made of: a record's `r`, or its default address' `a`. */
  column: Sql
  isOfAddress: boolean
}

type Likeness = {
  code: ErrorCode
  /** The column that the problem is told on. */
  path: string
  /** All of them are the same, and none is empty. */
  parts: Part[]
}

/**
 * Rows that would create a record which resembles one of the base by a deciding key are told so, in yellow, with the
 * record as the value. One is told a row, the surest.
 */
export async function tellDuplicates(
  client: ClientBase,
  telling: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
): Promise<void> {
  const { mapping, plan } = telling
  const table = tableFor(plan, mapping.entity)
  if (!table || (await execute(client, sql`select from ${planTable(table)} as p where p.action = 'c' limit 1`)) === 0)
    return
  for (const likeness of likenessesOf(mapping, table)) await tellAlike(client, telling, table, likeness)
}

/**
 * The planned records are grouped by their keys, and those looked for in the base: a table at a time by `create table as`,
 * which reads the base in parallel, or by the key's index where few records are made.
 */
async function tellAlike(
  client: ClientBase,
  { actor, tables, mapping }: { actor: Actor; tables: StageTables; mapping: ImportMapping },
  table: PlanTable,
  { code, path, parts }: Likeness,
): Promise<void> {
  const [made, twin] = [tables.part('made_key'), tables.part('twin')]
  const keys = parts.map((_, at) => sql.id(`k${at}`))
  const keysOf = (alias: string) => parts.map((_, at) => sql.id(alias, `k${at}`))
  const isWhole = joined(
    keysOf('x').map((key) => sql`${key} is not null`),
    ' and ',
  )
  const isAlike = parts.map(({ held, column }, at) => sql`${held} = ${sql.id('m', `k${at}`)} and ${column} is not null`)
  const readsRow = parts.some(({ isOfAddress }) => isOfAddress)
  for (const one of [made, twin]) await execute(client, sql`drop table if exists ${one}`)
  await execute(
    client,
    sql`create unlogged table ${made} with (autovacuum_enabled = false) as
        select x.row_no, ${joined(keysOf('x'))}
          from (select p.row_no, ${joined(parts.map((part, at) => sql`${part.made} as ${keys[at]!}`))}, ${fence}
                  from ${planTable(table)} as p
                  ${readsRow ? sql`join ${tables.read} as v on v.row_no = p.row_no` : sql``}
                 where p.action = 'c') as x
         where ${isWhole}`,
  )
  await execute(client, sql`analyze ${made}`)
  await execute(
    client,
    sql`create unlogged table ${twin} with (autovacuum_enabled = false) as
        select ${joined(keysOf('m'))}, min(r.id) as id
          from (select distinct ${joined(keysOf('k'))} from ${made} as k) as m
          join ${sql.id(mapping.entity)} as r on ${isVisible(mapping.entity, 'r', actor)}
          ${readsRow ? sql`join address as a on a.id = r.default_address_id` : sql``}
         where ${joined(isAlike, ' and ')}
         group by ${joined(keysOf('m'))}`,
  )
  await execute(
    client,
    sql`insert into ${tables.problem} (row_no, column_index, severity, code, value)
        select k.row_no, ${columnFor(mapping, path)?.column ?? null}::integer, 'y', ${code}, twin.id::text
          from ${made} as k
          join ${twin} as twin on ${joined(
            parts.map((_, at) => sql`${sql.id('twin', `k${at}`)} = ${sql.id('k', `k${at}`)}`),
            ' and ',
          )}
         where not exists (select from ${tables.problem} as told
                            where told.row_no = k.row_no and told.code like 'duplicate-%')`,
  )
}

/** The deciding keys whose fields the plan or the file's rows hold. */
function likenessesOf(mapping: ImportMapping, table: PlanTable): Likeness[] {
  return decidingKeys[mapping.entity].flatMap(({ code, paths }) => {
    const parts = paths.flatMap((path) => partOf(mapping, table, path) ?? [])
    return parts.length < paths.length ? [] : [{ code, path: paths[0] ?? '', parts }]
  })
}

function partOf(mapping: ImportMapping, table: PlanTable, path: string): Part | undefined {
  const [owner, name = ''] = path.split('.')
  const isOfAddress = owner === 'address'
  const field = fieldOf(isOfAddress ? 'address' : mapping.entity, name)
  if (isOfAddress ? !isMapped(mapping, path) : !hasField(table, name)) return undefined
  const column = sql.id(isOfAddress ? 'a' : 'r', field.column)
  const made = isOfAddress ? sql.id('v', valueColumn(path)) : newOf(field, 'p')
  return { made: sql`nullif(${keyForm(field, made)}, '')`, held: keyForm(field, column), column, isOfAddress }
}

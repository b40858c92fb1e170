import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { execute, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { newOf } from '../../records/entity-table.ts'
import { keyForm } from '../../records/key-form.ts'
import { decidingKeys } from '../../records/likeness/deciding-keys.ts'
import { hasField, planTable, tableFor, type Plan, type PlanTable } from '../../records/plan/plan.ts'
import { isVisible } from '../../records/visibility.ts'
import { columnFor, isMapped, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

type Likeness = {
  code: ErrorCode
  /** The column that the problem is told on. */
  path: string
  /** What is alike, of the planned record `p` with its row `v`, and of a record `r` with its default address `a`. */
  made: Sql
  held: Sql
}

const key = (parts: readonly Sql[]): Sql =>
  sql`case when ${sql.join(
    parts.map((part) => sql`${part} is not null`),
    sql` and `,
  )} then concat_ws(e'\x1f', ${sql.join(parts)}) end`

/**
 * Rows that would create a record which resembles one of the base by a deciding key are told so, in yellow, with the
 * record as the value. One is told a row, the surest. The base is grouped by what is alike, so a common name cannot explode.
 */
export async function tellDuplicates(
  client: ClientBase,
  telling: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
): Promise<void> {
  const { actor, tables, mapping, plan } = telling
  const table = tableFor(plan, mapping.entity)
  if (!table || (await execute(client, sql`select from ${planTable(table)} as p where p.action = 'c' limit 1`)) === 0)
    return
  for (const { code, path, made, held } of likenessesOf(mapping, table)) {
    await execute(
      client,
      sql`with made as materialized (
            select p.row_no, ${made} as likeness
              from ${planTable(table)} as p
              join ${tables.read} as v on v.row_no = p.row_no
             where p.action = 'c'
          ), held as materialized (
            select x.likeness, min(x.id) as id
              from (select r.id, ${held} as likeness
                      from ${sql.id(mapping.entity)} as r
                      left join address as a on a.id = r.default_address_id
                     where ${isVisible(mapping.entity, 'r', actor)}) as x
             where x.likeness in (select made.likeness from made)
             group by x.likeness
          )
          insert into ${tables.problem} (row_no, column_index, severity, code, value)
          select made.row_no, ${columnFor(mapping, path)?.column ?? null}::integer, 'y', ${code}, held.id::text
            from made
            join held on held.likeness = made.likeness
           where not exists (select from ${tables.problem} as told
                              where told.row_no = made.row_no and told.code like 'duplicate-%')`,
    )
  }
}

/** The deciding keys whose fields the plan or the file's rows hold; a likeness with an empty part is none. */
function likenessesOf(mapping: ImportMapping, table: PlanTable): Likeness[] {
  return decidingKeys[mapping.entity].flatMap(({ code, paths }) => {
    const parts = paths.map((path) => partOf(mapping, table, path))
    const known = parts.filter((part) => part !== undefined)
    if (known.length < parts.length) return []
    const keyOf = (side: 'made' | 'held') => key(known.map((part) => part[side]))
    return [{ code, path: paths[0] ?? '', made: keyOf('made'), held: keyOf('held') }]
  })
}

function partOf(mapping: ImportMapping, table: PlanTable, path: string): Pick<Likeness, 'made' | 'held'> | undefined {
  const [owner, name = ''] = path.split('.')
  const field = fieldOf(owner === 'address' ? 'address' : mapping.entity, name)
  const form = (value: Sql) => sql`nullif(${keyForm(field, value)}, '')`
  if (owner === 'address') {
    if (!isMapped(mapping, path)) return undefined
    return { made: form(sql.id('v', valueColumn(path))), held: form(sql.id('a', field.column)) }
  }
  return hasField(table, name) ? { made: form(newOf(field, 'p')), held: form(sql.id('r', field.column)) } : undefined
}

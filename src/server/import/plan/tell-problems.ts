import type { ClientBase } from 'pg'
import { execute, sql } from '../../platform/database/sql.ts'
import { isUnread } from '../csv/stage-faults.ts'
import type { StageTables } from './stage-tables.ts'

/** `problem` starts with what the reading of the file and of its cells told: row_no, column_index, severity, code, value. */
export async function startProblems(client: ClientBase, tables: StageTables): Promise<void> {
  const { problem, read } = tables
  await execute(client, sql`drop table if exists ${problem}`)
  await execute(
    client,
    sql`create unlogged table ${problem} (row_no integer not null, column_index integer, severity "char" not null, code text not null, value text,
      -- The field it is about when no column feeds it.
      target text,
      -- Told while units were resolved: told anew when the plan is made again.
      is_of_units boolean not null default false)`,
  )
  await execute(
    client,
    sql`insert into ${problem} (row_no, column_index, severity, code)
        select f.row_no, f.column_index, case when ${isUnread(sql`f.code`)} then 'r'::"char" else 'y'::"char" end, f.code
          from ${tables.faults} as f
        union all
        select v.row_no, split_part(token, '!', 1)::integer,
               case when split_part(token, '!', 2) = 'y' then 'y'::"char" else 'r'::"char" end, split_part(token, '!', 3)
          from ${read} as v, string_to_table(v.problems, ' ') as token
         where v.problems is not null`,
  )
}

/** The problems are found by row and by kind. */
export async function indexProblems(client: ClientBase, tables: StageTables): Promise<void> {
  await execute(client, sql`create index on ${tables.problem} (row_no)`)
  await execute(client, sql`create index on ${tables.problem} (severity, code, column_index)`)
  await execute(client, sql`analyze ${tables.problem}`)
}

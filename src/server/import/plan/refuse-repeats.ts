import type { ClientBase } from 'pg'
import { execute, sql } from '../../platform/database/sql.ts'
import type { StageTables } from './stage-tables.ts'

/**
 * Without columns of addresses or contacts, further rows of a company say nothing: they are told as red, and none of
 * their cells counts. How many there are; the rows are to be grouped again then.
 */
export function refuseRepeats(client: ClientBase, tables: StageTables): Promise<number> {
  return execute(
    client,
    sql`with repeated as (
          update ${tables.read} as v set is_red = true
            from ${tables.unit} as u
           where u.rows > 1 and v.gkey = u.gkey and v.row_no <> u.head_row and not v.is_red and not v.is_skipped
          returning v.row_no, u.head_row)
        insert into ${tables.problem} (row_no, column_index, severity, code, value)
        select repeated.row_no, null, 'r', 'row-repeats', repeated.head_row::text from repeated`,
  )
}

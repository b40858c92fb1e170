import { sql, type Sql } from '../../platform/database/sql.ts'

/** Whether a change set is undone at present: an undo that was itself undone does not count. */
export const isUndone = (alias: string): Sql => sql`(
  with recursive chain as (
    select ${sql.id(alias, 'undone_by')} as id, 1 as length
    union all
    select next.undone_by, chain.length + 1 from chain join change_set as next on next.id = chain.id
  )
  select count(chain.id) % 2 = 1 from chain)`

import type { Pool } from 'pg'
import { fieldOf } from '../../src/shared/catalogue/catalogue.ts'
import { execute, onlyRow, sql, type Sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'

/** A field given another value in every company, and the limits set for it. */
export type FieldCase = {
  what: string
  fieldKey: string
  isSearched: boolean
  /** Indexed for the measure alone: no field in a journal has an index of its own. */
  isIndexed?: boolean
  /** The new value of the record `r`, different for each record from what it has. */
  value: (pool: Pool) => Promise<Sql>
  limits: { change: number; changeAim?: number; undo: number }
}

export const fieldCases: readonly FieldCase[] = [
  {
    what: 'sales region (in no index)',
    fieldKey: 'salesRegion',
    isSearched: false,
    value: otherOf('salesRegion'),
    limits: { change: 3, changeAim: 2, undo: 4 },
  },
  {
    what: 'industry (in an index)',
    fieldKey: 'industry',
    isSearched: false,
    isIndexed: true,
    value: otherOf('industry'),
    limits: { change: 2, undo: 2.5 },
  },
  {
    what: 'name (in an index, searched)',
    fieldKey: 'name',
    isSearched: true,
    value: () => Promise.resolve(sql`r.name || 'x'`),
    limits: { change: 2, undo: 2.5 },
  },
]

/** One value of a list for all, and a second one for those that have it already. */
function otherOf(list: 'salesRegion' | 'industry'): (pool: Pool) => Promise<Sql> {
  const column = sql.id('r', fieldOf('company', list).column)
  return async (pool) => {
    const values = sql`select id from list_value where list = ${list} order by id desc limit 2`
    const { first, second } = await onlyRow<{ first: number; second: number }>(
      pool,
      sql`select max(id) as first, min(id) as second from (${values}) as v`,
    )
    return sql`case when ${column} is distinct from ${first}::bigint then ${first}::bigint else ${second}::bigint end`
  }
}

/** The least it can be: the column of the same rows, and nothing else; how many. */
export function bareUpdate(pool: Pool, one: FieldCase, value: Sql): Promise<number> {
  const { column } = fieldOf('company', one.fieldKey)
  return execute(pool, sql`update company as r set ${sql.id(column)} = ${value}`)
}

/** The same with the searched text of the same rows, a letter longer. */
export function bareUpdateWithTexts(pool: Pool, one: FieldCase, value: Sql): Promise<void> {
  const { column } = fieldOf('company', one.fieldKey)
  return inTransaction(pool, async (client) => {
    await execute(client, sql`update company as r set ${sql.id(column)} = ${value}`)
    await execute(client, sql`update company_search set text = text || 'x'`)
  })
}

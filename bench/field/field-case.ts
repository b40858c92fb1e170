import type { Pool } from 'pg'
import { fieldOf } from '../../src/shared/catalogue/catalogue.ts'
import { execute, onlyRow, sql, type Sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'

/** A field given another value in every company, and the limits set for it. */
export type FieldCase = {
  what: string
  fieldKey: string
  isSearched: boolean
  /** The new value of the record `r`, different for each record from what it has. */
  value: (pool: Pool) => Promise<Sql>
  limits: { change: number; changeAim?: number; undo: number }
}

export const fieldCases: readonly FieldCase[] = [
  {
    what: 'sales region (in no index)',
    fieldKey: 'salesRegion',
    isSearched: false,
    value: otherRegion,
    limits: { change: 3, changeAim: 2, undo: 4 },
  },
  {
    what: 'name (in an index, searched)',
    fieldKey: 'name',
    isSearched: true,
    value: () => Promise.resolve(sql`r.name || 'x'`),
    limits: { change: 2, undo: 2.5 },
  },
]

/** One region for all, and a second one for those that have it already. */
async function otherRegion(pool: Pool): Promise<Sql> {
  const region = (code: string) =>
    onlyRow<{ id: number }>(pool, sql`select id from list_value where list = 'salesRegion' and code = ${code}`)
  const [first, second] = [await region('corse'), await region('outre-mer')]
  return sql`case when r.sales_region_id is distinct from ${first.id}::bigint then ${first.id}::bigint else ${second.id}::bigint end`
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

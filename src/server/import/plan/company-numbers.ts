import type { ClientBase } from 'pg'
import { execute, sql, type Sql } from '../../platform/database/sql.ts'
import type { Numbering } from '../../../shared/contract/reference.contract.ts'
import type { StageTables } from './stage-tables.ts'

/** The next automatic number; `each` is a column of the row it is for, so that every row draws its own. */
export const nextNumber = ({ prefix, digits }: Numbering, each: Sql): Sql =>
  sql`(select ${prefix}::text || lpad(drawn.text, greatest(${digits}::integer, length(drawn.text)), '0') from (select nextval('company_number')::text as text) as drawn where ${each} is not null)`

type Passing = {
  numbering: Numbering
  /** Whether the file has codes, which are then passed over too. */
  hasCode: boolean
  /** A query that has a row when any number will be drawn. */
  needed: Sql
}

/** Automatic numbers start above every number of that form in the base and in the file: gaps are fine, reuse is not. False when none is needed. */
export async function passUsedNumbers(
  client: ClientBase,
  tables: StageTables,
  { numbering: { prefix }, hasCode, needed }: Passing,
): Promise<boolean> {
  const form = `^${prefix.replace(/[^A-Za-z0-9]/g, '\\$&')}[0-9]{1,15}$`
  const numberOf = (code: Sql) => sql`substr(${code}, ${prefix.length + 1})::bigint`
  if ((await execute(client, sql`${needed} limit 1`)) === 0) return false
  await execute(
    client,
    sql`select setval('company_number', greatest(
          nextval('company_number'),
          (select max(${numberOf(sql`r.code`)}) from company as r where r.code ~* ${form}),
          ${hasCode ? sql`(select max(${numberOf(sql`v.company_code`)}) from ${tables.read} as v where v.company_code ~* ${form})` : sql`0`}))`,
  )
  return true
}

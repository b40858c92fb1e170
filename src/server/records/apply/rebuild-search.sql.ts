import { execute, onlyRow, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { searchTextOf } from './search-text.ts'

type Searched = 'company' | 'contact'

/**
 * From so many texts, and this share of all, the table is made anew: at 1,000,000 companies a trigram index takes
 * 40 s to be inserted into, and a quarter of that to be built.
 */
const worthIt = { texts: 50_000, share: 0.4 }

/** Codes of failed waits for a lock: 'lock_timeout', 'deadlock_detected'. */
const busyCodes = new Set(['55P03', '40P01'])

/**
 * When `touched`, a query of ids (and of former codes, of companies), is a large part of all records: their searched
 * texts stand in a new table in place of the old one, which can be read until the end. False, and nothing done, when
 * too few are touched, or when somebody who reads or writes the texts does not let go of them within two seconds.
 */
export async function rebuildSearch(
  client: Queryable,
  entity: Searched,
  touched: Sql,
  { texts, share } = worthIt,
): Promise<boolean> {
  const changes = await countRows(client, touched)
  if (changes < texts || changes < share * (await countRows(client, sql`select from ${sql.id(entity)}`))) return false
  const table = `${entity}_search`
  const old = sql.id(table)
  const made = sql.id(`${table}_made`)
  const key = sql.id(`${table}_made_pkey`)
  const index = sql.id(`${table}_made_trigram`)
  await execute(client, sql`savepoint search`)
  try {
    await execute(client, sql`set local lock_timeout = '2s'`)
    await execute(client, sql`lock table ${old} in share row exclusive mode`)
    await execute(client, entity === 'company' ? companyTexts(made, touched) : contactTexts(made))
    await execute(client, sql`alter table ${made} alter column text set not null`)
    if (entity === 'company') {
      await execute(
        client,
        sql`alter table ${made} alter column former_codes set not null, alter column former_codes set default ''`,
      )
    }
    await execute(client, sql`alter table ${made} add constraint ${key} primary key (id)`)
    await execute(client, sql`create index ${index} on ${made} using gin (text gin_trgm_ops)`)
    await execute(client, sql`analyze ${made}`)
    await execute(client, sql`drop table ${old}`)
    await execute(client, sql`alter table ${made} rename to ${old}`)
    await execute(client, sql`alter index ${key} rename to ${sql.id(`${table}_pkey`)}`)
    await execute(client, sql`alter index ${index} rename to ${sql.id(`${table}_trigram`)}`)
    await execute(client, sql`set local lock_timeout = default`)
    await execute(client, sql`release savepoint search`)
    return true
  } catch (error) {
    await execute(client, sql`rollback to savepoint search`)
    if (busyCodes.has((error as { code?: string }).code ?? '')) return false
    throw error
  }
}

const companyTexts = (made: Sql, touched: Sql): Sql => sql`
  create table ${made} as
  select found.id, found.former_codes,
         concat_ws(' ', found.searched, nullif(btrim(found.former_codes), '')) as text
    from (
      select c.id, c.searched, concat_ws(' ', nullif(known.former_codes, ''), former.code) as former_codes
        from (${searchTextOf('company')}) as c
        left join company_search as known on known.id = c.id
        left join (select t.id, max(t.code) as code from (${touched}) as t (id, code) group by t.id) as former
          on former.id = c.id
    ) as found`

const contactTexts = (made: Sql): Sql => sql`
  create table ${made} as
  select c.id, c.searched as text from (${searchTextOf('contact')}) as c`

async function countRows(client: Queryable, query: Sql): Promise<number> {
  return (await onlyRow<{ rows: number }>(client, sql`select count(*) as rows from (${query}) as t`)).rows
}

import type { Pool } from 'pg'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { countRecords } from '../../src/server/records/read/count-records.ts'
import { quietNight } from '../measure/quiet-night.ts'
import type { Report } from '../measure/report.ts'

/** Every company has two contacts more, of the names of other companies' contacts. */
export async function addContacts(pool: Pool): Promise<void> {
  const { columns } = await onlyRow<{ columns: string }>(
    pool,
    sql`select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
         where attrelid = 'contact'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
           and attname not in ('id', 'company_id')`,
  )
  await pool.query(`
    create temporary table more as
      select nextval('record_id') as id, c.id as like_id, next.company_id
        from (select id, row_number() over (order by id) as place, count(*) over () as all_of_them from contact) as c
        cross join (values (1), (2)) as round (n)
        join (select company_id, row_number() over (order by id) as place from contact) as next
          on next.place = (c.place + round.n * 7919) % c.all_of_them + 1`)
  await pool.query(`
    insert into contact (id, company_id, ${columns})
      select more.id, more.company_id, ${columns.replace(/[^, ]+/g, 'c.$&')} from more join contact as c on c.id = more.like_id`)
  await pool.query(
    `insert into contact_search select more.id, s.text from more join contact_search as s on s.id = more.like_id`,
  )
  await pool.query('drop table more')
}

/** One company and contact of ten is restricted, half of those granted to the reader. */
export async function restrictSome(pool: Pool): Promise<void> {
  for (const entity of ['company', 'contact']) {
    await pool.query(`update ${entity} set is_restricted = true where id % 10 = 0`)
    await pool.query(
      `insert into access_grant (record_id, user_id) select id, (select min(id) from app_user) from ${entity} where id % 20 = 0`,
    )
  }
  await quietNight(pool)
}

/** A user with every right but that of seeing all. */
export async function readerOf(pool: Pool): Promise<Actor> {
  const { id } = await onlyRow<{ id: number }>(pool, sql`select min(id) as id from app_user`)
  const rights = new Set(systemActor.rights)
  rights.delete('seeAll')
  return { ...systemActor, userId: id, rights }
}

export async function checkVisible(pool: Pool, report: Report, reader: Actor): Promise<void> {
  const { visible } = await onlyRow<{ visible: number }>(
    pool,
    sql`select count(*) as visible from company where id % 10 <> 0 or id % 20 = 0`,
  )
  report.check('companies visible to the reader', await countRecords(pool, reader, { entity: 'company' }), visible)
}

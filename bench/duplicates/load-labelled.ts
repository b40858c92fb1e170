import type { Pool } from 'pg'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { labelledCompany } from './labelled-companies.ts'
import { labelledContact } from './labelled-contacts.ts'

const batch = 20_000

/**
 * The base holds `rows` companies, their addresses and as many contacts, and in the table `label` (id, truth) what each
 * is. Written without history: what is measured reads records alone.
 */
export async function loadLabelled(pool: Pool, rows: number): Promise<void> {
  await execute(pool, sql`create table label (id bigint primary key, truth bigint not null)`)
  for (let start = 0; start < rows; start += batch) {
    const places = Array.from({ length: Math.min(batch, rows - start) }, (_, index) => start + index)
    await writeCompanies(pool, places)
    await writeContacts(pool, places, rows)
  }
  await execute(
    pool,
    sql`insert into company_search (id, text) select c.id, match_text(concat_ws(' ', c.name, c.code, c.vat_number, c.siren, a.postal_code, a.city))
          from company as c join address as a on a.id = c.default_address_id`,
  )
  await execute(
    pool,
    sql`insert into contact_search (id, text) select c.id, match_text(concat_ws(' ', c.first_name, c.last_name, c.email_1)) from contact as c`,
  )
}

/** The ids of row n: 3n + 1 its company, 3n + 2 that one's address, 3n + 3 a contact. */
async function writeCompanies(pool: Pool, places: readonly number[]): Promise<void> {
  const companies = JSON.stringify(places.map((row) => ({ row, ...labelledCompany(row) })))
  const typed = sql`jsonb_to_recordset(${companies}::jsonb) as c ("row" bigint, truth bigint, name text, vat text, siren text, siret text,
    phone text, website text, line1 text, postal text, city text)`
  await execute(
    pool,
    sql`insert into company (id, code, name, vat_number, siren, siret, phone_main, website, default_address_id)
        select 3 * c.row + 1, 'C' || c.row, c.name, nullif(c.vat, ''), nullif(c.siren, ''), nullif(c.siret, ''), nullif(c.phone, ''),
               nullif(c.website, ''), 3 * c.row + 2
          from ${typed}`,
  )
  await execute(
    pool,
    sql`insert into address (id, company_id, kind, line_1, postal_code, city)
        select 3 * c.row + 2, 3 * c.row + 1, 'main', nullif(c.line1, ''), nullif(c.postal, ''), c.city from ${typed}`,
  )
  await execute(pool, sql`insert into label select 3 * c.row + 1, 3 * c.truth + 1 from ${typed}`)
}

async function writeContacts(pool: Pool, places: readonly number[], companies: number): Promise<void> {
  const contacts = JSON.stringify(places.map((row) => ({ row, ...labelledContact(row, companies) })))
  const typed = sql`jsonb_to_recordset(${contacts}::jsonb) as c ("row" bigint, truth bigint, company bigint, "firstName" text, "lastName" text, email text, mobile text)`
  await execute(
    pool,
    sql`insert into contact (id, company_id, first_name, last_name, email_1, phone_mobile)
        select 3 * c.row + 3, 3 * c.company + 1, c."firstName", c."lastName", nullif(c.email, ''), nullif(c.mobile, '') from ${typed}`,
  )
  await execute(pool, sql`insert into label select 3 * c.row + 3, 3 * c.truth + 3 from ${typed}`)
}

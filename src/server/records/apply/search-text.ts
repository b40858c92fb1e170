import { sql, type Sql } from '../../platform/database/sql.ts'

/** What is searched in of a company `c` with its default address `a`, and of a contact `c`. */
export const searchText = {
  company: sql`match_text(concat_ws(' ', c.name, c.alias, c.code, c.vat_number, c.siren, a.postal_code, a.city))`,
  contact: sql`match_text(concat_ws(' ', c.first_name, c.last_name, c.position, c.email_1))`,
} as const

/** A query of (id, searched) over every record. */
export const searchTextOf = (entity: keyof typeof searchText): Sql =>
  entity === 'company'
    ? sql`select c.id, ${searchText.company} as searched
            from company as c left join address as a on a.id = c.default_address_id`
    : sql`select c.id, ${searchText.contact} as searched from contact as c`

import { execute, sql, type Queryable } from '../../platform/database/sql.ts'
import { anyOf, type Sql } from '../../platform/database/sql.ts'
import { searchText } from './search-text.ts'
import { differs, planTable, tableFor, type Plan, type PlanTable } from '../plan/plan.ts'

/** What of an address is searched in. */
const searchedAddressKeys = new Set(['city', 'postalCode'])

/**
 * The searched text of every record the plan touched says what the record now holds. Only rows whose text changed are
 * written: the trigram index is a third of the cost of a bulk update.
 */
export async function refreshSearch(client: Queryable, plan: Plan): Promise<void> {
  const address = tableFor(plan, 'address')
  const company = tableFor(plan, 'company')
  const contact = tableFor(plan, 'contact')
  if (company || address) await refreshCompanies(client, company, address)
  if (contact) await refreshContacts(client, contact)
}

async function refreshCompanies(client: Queryable, company?: PlanTable, address?: PlanTable): Promise<void> {
  if (company) {
    await execute(
      client,
      sql`delete from company_search using ${planTable(company)} as p where p.action = 'd' and company_search.id = p.record_id`,
    )
  }
  const touched: Sql[] = []
  if (company) {
    const searched = company.fields.filter((field) => field.isSearched || field.key === 'defaultAddress')
    const hasCode = company.fields.some((field) => field.key === 'code')
    const former = hasCode
      ? sql`case when p.action = 'u' and code_key(p.old_code) <> code_key(p.new_code) then code_key(p.old_code) end`
      : sql`null::text`
    const returned = sql`case when p.action = 'c' then p.record ->> 'formerCodes' end`
    touched.push(sql`select p.record_id as id, coalesce(${former}, ${returned}) as former_code from ${planTable(company)} as p
      where p.action = 'c' or (p.action = 'u' and ${anyOf(searched.map((field) => differs(field)))})`)
  }
  if (address) {
    const searched = address.fields.filter((field) => searchedAddressKeys.has(field.key))
    if (searched.length > 0) {
      touched.push(sql`select p.subject_id, null::text from ${planTable(address)} as p
        where p.action = 'u' and ${anyOf(searched.map((field) => differs(field)))}`)
    }
  }
  if (touched.length === 0) return
  await execute(
    client,
    sql`insert into company_search as s (id, former_codes, text)
        select found.id, found.former_codes,
               concat_ws(' ', found.searched, nullif(btrim(found.former_codes), ''))
          from (
            select c.id,
                   concat_ws(' ', nullif(known.former_codes, ''), touched.former_code) as former_codes,
                   ${searchText.company} as searched
              from (select t.id, max(t.former_code) as former_code from (${sql.join(touched, sql` union all `)}) as t (id, former_code) group by t.id) as touched
              join company as c on c.id = touched.id
              left join address as a on a.id = c.default_address_id
              left join company_search as known on known.id = c.id
          ) as found
        on conflict (id) do update
           set former_codes = excluded.former_codes, text = excluded.text
         where s.text <> excluded.text`,
  )
}

async function refreshContacts(client: Queryable, contact: PlanTable): Promise<void> {
  await execute(
    client,
    sql`delete from contact_search using ${planTable(contact)} as p where p.action = 'd' and contact_search.id = p.record_id`,
  )
  const searched = contact.fields.filter((field) => field.isSearched)
  await execute(
    client,
    sql`insert into contact_search as s (id, text)
        select c.id, ${searchText.contact}
          from contact as c
         where c.id in (select p.record_id from ${planTable(contact)} as p
                         where p.action = 'c' or (p.action = 'u' and ${anyOf(searched.map((field) => differs(field)))}))
        on conflict (id) do update set text = excluded.text where s.text <> excluded.text`,
  )
}

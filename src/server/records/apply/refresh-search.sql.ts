import { anyOf, execute, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { rebuildSearch } from './rebuild-search.sql.ts'
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
  if (company || address) {
    const touched = sql.join(touchedCompanies(company, address), sql` union all `)
    const isMade = !plan.isInteractive && (await rebuildSearch(client, 'company', touched))
    if (!isMade) await refreshCompanies(client, touched, company)
  }
  if (contact) {
    const touched = touchedContacts(contact)
    const isMade = !plan.isInteractive && (await rebuildSearch(client, 'contact', touched))
    if (!isMade) await refreshContacts(client, touched, contact)
  }
}

async function refreshCompanies(client: Queryable, touched: Sql, company?: PlanTable): Promise<void> {
  if (company) await forgetDeleted(client, 'company', company)
  await execute(
    client,
    sql`insert into company_search as s (id, former_codes, text)
        select found.id, found.former_codes,
               concat_ws(' ', found.searched, nullif(btrim(found.former_codes), ''))
          from (
            select c.id,
                   concat_ws(' ', nullif(known.former_codes, ''), touched.former_code) as former_codes,
                   ${searchText.company} as searched
              from (select t.id, max(t.former_code) as former_code from (${touched}) as t (id, former_code) group by t.id) as touched
              join company as c on c.id = touched.id
              left join address as a on a.id = c.default_address_id
              left join company_search as known on known.id = c.id
          ) as found
        on conflict (id) do update
           set former_codes = excluded.former_codes, text = excluded.text
         where s.text <> excluded.text`,
  )
}

/** Queries of the companies whose text may change, each with the code it had before. */
function touchedCompanies(company?: PlanTable, address?: PlanTable): Sql[] {
  const touched: Sql[] = [sql`select null::bigint, null::text where false`]
  if (company) {
    const searched = company.fields.filter((field) => field.isSearched || field.key === 'defaultAddress')
    const hasCode = company.fields.some((field) => field.key === 'code')
    const former = hasCode
      ? sql`case when p.action = 'u' and code_key(p.old_code) <> code_key(p.new_code) then code_key(p.old_code) end`
      : sql`null::text`
    const returned = sql`case when p.action = 'c' then p.record ->> 'formerCodes' end`
    touched.push(sql`select p.record_id, coalesce(${former}, ${returned}) from ${planTable(company)} as p
      where p.action = 'c' or (p.action = 'u' and ${anyOf(searched.map((field) => differs(field)))})`)
  }
  const ofAddress = address?.fields.filter((field) => searchedAddressKeys.has(field.key)) ?? []
  if (address && ofAddress.length > 0) {
    touched.push(sql`select p.subject_id, null::text from ${planTable(address)} as p
      where p.action = 'u' and ${anyOf(ofAddress.map((field) => differs(field)))}`)
  }
  return touched
}

/** A query of the contacts whose text may change. */
function touchedContacts(contact: PlanTable): Sql {
  const searched = contact.fields.filter((field) => field.isSearched)
  return sql`select p.record_id from ${planTable(contact)} as p
    where p.action = 'c' or (p.action = 'u' and ${anyOf(searched.map((field) => differs(field)))})`
}

async function refreshContacts(client: Queryable, touched: Sql, contact: PlanTable): Promise<void> {
  await forgetDeleted(client, 'contact', contact)
  await execute(
    client,
    sql`insert into contact_search as s (id, text)
        select c.id, ${searchText.contact}
          from contact as c
         where c.id in (${touched})
        on conflict (id) do update set text = excluded.text where s.text <> excluded.text`,
  )
}

async function forgetDeleted(client: Queryable, entity: 'company' | 'contact', table: PlanTable): Promise<void> {
  const search = sql.id(`${entity}_search`)
  await execute(
    client,
    sql`delete from ${search} as s using ${planTable(table)} as p where p.action = 'd' and s.id = p.record_id`,
  )
}

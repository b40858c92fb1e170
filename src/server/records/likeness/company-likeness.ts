import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf } from '../entity-table.ts'
import { keyForm } from '../key-form.ts'
import { agree, differ, listOf, share, shareNone, similarity, type Likeness } from './sign.ts'

const column = (key: string): Sql => columnOf('r', fieldOf('company', key))
const form = (key: string): Sql => sql`nullif(${keyForm(fieldOf('company', key), column(key))}, '')`
const addressForm = (key: string): Sql => {
  const field = fieldOf('address', key)
  return sql`nullif(${keyForm(field, columnOf('a', field))}, '')`
}
/** The numbers at which one answers for the whole company. */
const phones = ['phoneMain', 'phoneCustomerService', 'phoneManagement', 'phoneSales', 'phoneOther']
const siret = form('siret')
const vat = form('vatNumber')

/** Two companies are one: by their numbers first, then by name and place, phone and web site. */
export const companyLikeness: Likeness = {
  beside: sql`left join address as a on a.id = r.default_address_id`,
  profile: {
    core: sql`company_core(${column('name')})`,
    alias: sql`company_core(${column('alias')})`,
    vat,
    // The SIREN is said by the SIRET and by a French VAT number as well.
    siren: sql`coalesce(${form('siren')}, left(${siret}, 9), substring(${vat} from '^FR..(\\d{9})$'))`,
    siret,
    phones: listOf(phones.map(form), 7),
    domain: sql`web_domain(${column('website')})`,
    street: addressForm('line1'),
    postal: addressForm('postalCode'),
    city: addressForm('city'),
  },
  blocks: [
    { reason: 'vatNumber', key: sql`p.vat` },
    { reason: 'siren', key: sql`p.siren` },
    { reason: 'phone', key: sql`p.phones`, isList: true },
    { reason: 'domain', key: sql`p.domain` },
    { reason: 'name', key: sql`p.core` },
    { reason: 'alias', key: sql`p.alias` },
    { reason: 'postalCode', key: sql`p.core || ' ' || p.postal` },
    { reason: 'city', key: sql`p.core || ' ' || p.city` },
    // A misspelt name in the same place: its first letters, or its consonants.
    { reason: 'nameLike', key: sql`left(p.core, 4) || ' ' || p.postal` },
    { reason: 'nameLike', key: sql`skeleton(p.core) || ' ' || p.postal` },
    { reason: 'nameLike', key: sql`skeleton(p.core) || ' ' || p.city` },
    { reason: 'street', key: sql`p.street || ' ' || p.postal` },
  ],
  measures: { name_likeness: similarity('core'), city_likeness: similarity('city') },
  signs: [
    { reason: 'siren', points: 40, when: agree('siren') },
    { reason: 'siren', points: -45, when: differ('siren') },
    // A French VAT number says what the SIREN says: it counts once.
    { reason: 'vatNumber', points: 40, when: sql`${agree('vat')} and (l.siren is null or h.siren is null)` },
    { reason: 'vatNumber', points: -35, when: sql`${differ('vat')} and ${agree('siren')} is not true` },
    { reason: 'siret', points: 15, when: agree('siret') },
    { reason: 'siret', points: -20, when: differ('siret') },
    { reason: 'name', points: 45, when: agree('core') },
    { reason: 'nameLike', points: 32, when: sql`${differ('core')} and m.name_likeness >= 0.6` },
    { reason: 'nameLike', points: 20, when: sql`m.name_likeness >= 0.4 and m.name_likeness < 0.6` },
    { reason: 'name', points: -25, when: sql`m.name_likeness < 0.3 and ${aliasAgrees()} is not true` },
    { reason: 'alias', points: 35, when: sql`${differ('core')} and ${aliasAgrees()}` },
    { reason: 'street', points: 12, when: agree('street') },
    // Another place weighs more than it helps to be at the same: a branch has the name and the numbers of its company.
    { reason: 'postalCode', points: 12, when: agree('postal') },
    { reason: 'postalCode', points: -15, when: differ('postal') },
    { reason: 'city', points: 8, when: agree('city') },
    { reason: 'city', points: -12, when: sql`m.city_likeness < 0.5` },
    { reason: 'phone', points: 25, when: share('phones') },
    { reason: 'phone', points: -8, when: shareNone('phones') },
    { reason: 'domain', points: 15, when: agree('domain') },
    { reason: 'domain', points: -5, when: differ('domain') },
  ],
}

function aliasAgrees(): Sql {
  return sql`(l.core = h.alias or l.alias = h.core or l.alias = h.alias)`
}

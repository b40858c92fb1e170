import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf } from '../entity-table.ts'
import { keyForm } from '../key-form.ts'
import { agree, differ, listOf, share, shareNone, similarity, type Likeness } from './sign.ts'

const column = (key: string): Sql => columnOf('r', fieldOf('contact', key))
const form = (key: string): Sql => sql`nullif(${keyForm(fieldOf('contact', key), column(key))}, '')`

/** Two contacts are one: by e-mail and personal phone first, then by name and company. */
export const contactLikeness: Likeness = {
  beside: sql`left join company as o on o.id = r.company_id`,
  profile: {
    core: sql`person_core(concat_ws(' ', ${column('firstName')}, ${column('lastName')}))`,
    last_initial: sql`person_core(${column('lastName')}) || ' ' || left(person_core(${column('firstName')}), 1)`,
    first: sql`person_core(${column('firstName')})`,
    emails: listOf(['email1', 'email2', 'email3'].map(form), 6),
    mobiles: listOf(['phoneMobile', 'phoneHome', 'phoneHome2', 'phoneCar'].map(form), 7),
    offices: listOf(['phoneOffice', 'phoneMain', 'phoneOffice2'].map(form), 7),
    linkedin: sql`nullif(rtrim(regexp_replace(lower(${column('linkedin')}), '^([a-z]+://)?([a-z]+\\.)?linkedin\\.com/', ''), '/'), '')`,
    company: sql`r.company_id`,
    employer: sql`company_core(o.name)`,
    birth: sql`r.birth_date`,
  },
  blocks: [
    { reason: 'email', key: sql`p.emails`, isList: true },
    { reason: 'mobile', key: sql`p.mobiles`, isList: true },
    { reason: 'linkedin', key: sql`p.linkedin` },
    { reason: 'name', key: sql`p.core` },
    { reason: 'company', key: sql`p.core || ' ' || p.company` },
    { reason: 'companyLike', key: sql`p.core || ' ' || p.employer` },
    { reason: 'lastName', key: sql`p.last_initial || ' ' || p.company` },
    { reason: 'nameLike', key: sql`skeleton(p.core) || ' ' || p.company` },
    { reason: 'nameLike', key: sql`left(p.core, 4) || ' ' || p.company` },
    { reason: 'birthDate', key: sql`p.core || ' ' || p.birth` },
  ],
  measures: { name_likeness: similarity('core') },
  signs: [
    { reason: 'email', points: 45, when: share('emails') },
    { reason: 'email', points: -8, when: shareNone('emails') },
    { reason: 'mobile', points: 35, when: share('mobiles') },
    { reason: 'mobile', points: -8, when: shareNone('mobiles') },
    { reason: 'phone', points: 8, when: share('offices') },
    { reason: 'linkedin', points: 40, when: agree('linkedin') },
    { reason: 'linkedin', points: -30, when: differ('linkedin') },
    { reason: 'name', points: 45, when: agree('core') },
    { reason: 'nameLike', points: 35, when: sql`${differ('core')} and m.name_likeness >= 0.6` },
    {
      reason: 'lastName',
      points: 35,
      when: sql`${agree('last_initial')} and m.name_likeness < 0.6 and least(length(l.first), length(h.first)) = 1`,
    },
    {
      reason: 'name',
      points: -35,
      when: sql`m.name_likeness < 0.4 and ${agree('last_initial')} is not true`,
    },
    { reason: 'company', points: 25, when: agree('company') },
    { reason: 'companyLike', points: 18, when: sql`${differ('company')} and ${agree('employer')}` },
    { reason: 'company', points: -8, when: differ('employer') },
    { reason: 'birthDate', points: 15, when: agree('birth') },
    { reason: 'birthDate', points: -40, when: differ('birth') },
  ],
}

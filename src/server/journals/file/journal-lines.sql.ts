/** The lines of a journal's file: of its targets that the actor may see, what names each, old, new, and what became of it. */
import type { Field } from '../../../shared/catalogue/field.ts'
import { maskedText } from '../../../shared/catalogue/masked-value.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../../records/entity-table.ts'
import { hiddenSubjects } from '../../records/log/hidden-subjects.ts'
import { loggedCell } from '../../records/plan/logged-cell.ts'
import { contactLabel, labelOf } from '../../records/read/label-references.ts'
import { isVisible } from '../../records/visibility.ts'
import type { StoredJournal } from '../find-journal.ts'
import { previewRows } from '../preview-rows.sql.ts'

/** What a line holds, in the order of the file's columns. */
export const lineColumns: Record<ListEntity, readonly string[]> = {
  company: ['code', 'name', 'field', 'before', 'after', 'outcome', 'refusal'],
  contact: ['external_id', 'name', 'company_code', 'company', 'field', 'before', 'after', 'outcome', 'refusal'],
}

/** A refusal as one cell: its code, the field and what it held, parted by a character that no text of ours holds. */
export const refusalMark = '\u001f'
const refusal = sql`case when f.code is not null then concat_ws(${sql.lit(refusalMark)}, f.code, coalesce(f.field, ''), coalesce(f.value, '')) end`

/** The lines of a plan that `planJournal` left in `stage.<stem>_…`, in the order of creation. */
export function previewLines(actor: Actor, journal: StoredJournal, stem: string): Sql {
  const { field, before, after, outcome, from } = previewRows(actor, journal, stem)
  return sql`
    select row_number() over (order by t.record_id) as line, ${joined(liveNames[journal.entity])}, ${sql.lit(field.key)} as field,
           ${shown(actor, field, before)} as before, ${shown(actor, field, after)} as after, ${outcome} as outcome, ${refusal} as refusal
    ${from}`
}

/** The lines of a validated journal, in the order of creation; of records that are gone by the name they had. */
export function resultLines(actor: Actor, { number, entity, changeSet }: StoredJournal, field: Field): Sql {
  return sql`
    select row_number() over (order by t.record_id) as line, ${joined(loggedNames[entity])}, ${sql.lit(field.key)} as field,
           ${shown(actor, field, loggedCell(field, 0, 'h'))} as before, ${shown(actor, field, loggedCell(field, 1, 'h'))} as after,
           case when h.record_id is not null then 'change' when f.record_id is not null then 'refused' else 'unchanged' end as outcome,
           ${refusal} as refusal
      from journal_target as t
      left join ${tableOf(entity)} as r on r.id = t.record_id
      ${entity === 'contact' ? sql`left join company as o on o.id = r.company_id` : sql``}
      left join change as h on h.change_set_id = ${changeSet} and h.entity = ${field.entity} and h.subject_id = t.record_id
      left join journal_refusal as f on f.journal_id = t.journal_id and f.record_id = t.record_id
     where t.journal_id = ${number}
       and not exists (select from (${hiddenSubjects(actor)}) as hidden where hidden.id = t.record_id)`
}

const contactNames = (name: Sql, externalId: Sql): Sql[] => [
  sql`${externalId} as external_id`,
  sql`${name} as name`,
  sql`o.code as company_code`,
  sql`o.name as company`,
]
const liveNames: Record<ListEntity, readonly Sql[]> = {
  company: [sql`r.code`, sql`r.name`],
  contact: contactNames(contactLabel('r'), sql`r.external_id`),
}

/** What the last image says of a record that is gone. */
const image = (key: string): Sql => sql`(
  select gone.fields #>> ${sql.lit(`{${key},0}`)}
    from change as gone
   where gone.subject_id = t.record_id and gone.record_id = t.record_id and gone.action = 'd'
   order by gone.change_set_id desc
   limit 1)`
const loggedNames: Record<ListEntity, readonly Sql[]> = {
  company: [sql`coalesce(r.code, ${image('code')}) as code`, sql`coalesce(r.name, ${image('name')}) as name`],
  contact: contactNames(
    sql`case when r.id is not null then ${contactLabel('r')} else concat_ws(' ', upper(${image('lastName')}), ${image('firstName')}) end`,
    sql`coalesce(r.external_id, ${image('externalId')})`,
  ),
}

/** What a cell shows of a value: of a company referred to its code, of other records their name; a hidden one is masked. */
function shown(actor: Actor, { target }: Field, value: Sql): Sql {
  if (target !== 'company' && target !== 'contact' && target !== 'address') return value
  const name = target === 'company' ? sql`referred.code` : labelOf(target, 'referred')
  return sql`case when ${value} is not null then coalesce(
    (select ${name} from ${tableOf(target)} as referred
      where referred.id = ${value} and ${isVisible(target, 'referred', actor)}),
    ${maskedText[actor.language]}::text) end`
}

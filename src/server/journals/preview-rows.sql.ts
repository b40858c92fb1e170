import type { Field } from '../../shared/catalogue/field.ts'
import { sql, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { columnOf, newOf, oldOf, tableOf } from '../records/entity-table.ts'
import { isVisible } from '../records/visibility.ts'
import type { StoredJournal } from './find-journal.ts'
import { changeOf } from './plan/plan-journal.ts'
import { operationSql } from './plan/operation-sql.ts'

/** The targets `t` of a planned journal that the actor may see, each `r` with what the plan makes of it. */
export type PreviewRows = {
  field: Field
  before: Sql
  after: Sql
  /** 'change', 'unchanged' or 'refused'; a refusal `f` has (code, field, value). */
  outcome: Sql
  /** `from … where …`. */
  from: Sql
}

/** Read from the tables `stage.<stem>_…` that `planJournal` left. */
export function previewRows(actor: Actor, journal: StoredJournal, stem: string): PreviewRows {
  const { number, entity, operation, value } = journal
  const { field, entity: changed } = changeOf(journal)
  const column = columnOf(changed === 'address' ? 'a' : 'r', field)
  const intended = operationSql({ field, operation, value }, column).value
  return {
    field,
    before: sql`case when p.subject_id is null then ${column} else ${oldOf(field, 'p')} end`,
    after: sql`case when p.subject_id is null then ${intended} else ${newOf(field, 'p')} end`,
    outcome: sql`case when p.subject_id is not null then 'change' when f.record_id is null then 'unchanged' else 'refused' end`,
    from: sql`
          from journal_target as t
          join ${tableOf(entity)} as r on r.id = t.record_id
          left join address as a on a.id = r.default_address_id
          ${entity === 'contact' ? sql`join company as o on o.id = r.company_id` : sql``}
          left join ${sql.id('stage', `${stem}_${changed}`)} as p on p.subject_id = t.record_id
          left join ${sql.id('stage', `${stem}_refused`)} as f on f.record_id = t.record_id
         where t.journal_id = ${number} and ${isVisible(entity, 'r', actor)}`,
  }
}

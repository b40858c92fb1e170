import type { JournalPreviewRow } from '../../shared/contract/journal.contract.ts'
import type { Values } from '../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError } from '../../shared/errors/rafale-error.ts'
import { allOf, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { columnOf, newOf, oldOf, tableOf } from '../records/entity-table.ts'
import { faultParams } from '../records/faults-error.ts'
import { labelReferences } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'
import { previewStem } from './drop-previews.ts'
import type { StoredJournal } from './find-journal.ts'
import { nameColumns } from './name-columns.ts'
import { changeOf } from './plan/plan-journal.ts'
import { operationSql } from './plan/operation-sql.ts'

type Page = {
  outcome?: JournalPreviewRow['outcome'] | undefined
  after?: number | undefined
  limit?: number | undefined
}
type Row = Omit<JournalPreviewRow, 'reason'> & { code: ErrorCode | null; key: string | null; value: string | null }

const outcomes: Record<JournalPreviewRow['outcome'], Sql> = {
  change: sql`p.subject_id is not null`,
  unchanged: sql`p.subject_id is null and f.record_id is null`,
  refused: sql`f.record_id is not null`,
}

/** A page of the actor's last preview of the journal, in the order of creation. Throws 'journal-preview-missing'. */
export async function listPreviewRows(
  db: Queryable,
  actor: Actor,
  journal: StoredJournal,
  { outcome, after, limit = 100 }: Page,
): Promise<{ rows: JournalPreviewRow[]; references: Record<string, string>; next: number | null }> {
  const { number, entity } = journal
  const { field, entity: changed } = changeOf(journal)
  const stem = previewStem(number, actor.userId)
  await demandTable(db, `${stem}_${changed}`)
  const column = columnOf(changed === 'address' ? 'a' : 'r', field)
  const { operation, value } = journal
  const intended = operationSql({ field, operation, value }, column).value
  const found = await rowsOf<Row>(
    db,
    sql`select t.record_id as id, ${nameColumns(entity)},
               case when p.subject_id is null then ${column} else ${oldOf(field, 'p')} end as before,
               case when p.subject_id is null then ${intended} else ${newOf(field, 'p')} end as after,
               case when p.subject_id is not null then 'change' when f.record_id is null then 'unchanged' else 'refused' end as outcome,
               f.code, f.field as key, f.value
          from journal_target as t
          join ${tableOf(entity)} as r on r.id = t.record_id
          left join address as a on a.id = r.default_address_id
          ${entity === 'contact' ? sql`join company as o on o.id = r.company_id` : sql``}
          left join ${sql.id('stage', `${stem}_${changed}`)} as p on p.subject_id = t.record_id
          left join ${sql.id('stage', `${stem}_refused`)} as f on f.record_id = t.record_id
         where ${allOf([
           sql`t.journal_id = ${number} and t.record_id > ${after ?? 0} and ${isVisible(entity, 'r', actor)}`,
           ...(outcome === undefined ? [] : [outcomes[outcome]]),
         ])}
         order by t.record_id
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const values = page.flatMap((row) => [row.before, row.after] as Values[string][])
  return {
    rows: page.map(({ code, key, value: at, ...row }) => ({
      ...row,
      reason: code && errorText(code, faultParams(changed, key, at, actor.language), actor.language),
    })),
    references: await labelReferences(
      db,
      actor,
      values.map((one) => ({ field, value: one })),
    ),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** A crash takes the tables of previews, and a change of the journal drops them. */
async function demandTable(db: Queryable, name: string): Promise<void> {
  const found = await firstRow<{ name: string | null }>(db, sql`select to_regclass(${`stage.${name}`})::text as name`)
  if (!found?.name) throw new RafaleError('journal-preview-missing')
}

import type { JournalPreviewRow } from '../../shared/contract/journal.contract.ts'
import type { Values } from '../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError } from '../../shared/errors/rafale-error.ts'
import { allOf, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { faultParams } from '../records/faults-error.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { previewStem } from './drop-previews.ts'
import type { StoredJournal } from './find-journal.ts'
import { nameColumns } from './name-columns.ts'
import { previewRows } from './preview-rows.sql.ts'

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
  const { entity } = journal
  const stem = previewStem(journal.number, actor.userId)
  const { field, before, after: then, outcome: what, from } = previewRows(actor, journal, stem)
  await demandTable(db, `${stem}_${field.entity}`)
  const found = await rowsOf<Row>(
    db,
    sql`select t.record_id as id, ${nameColumns(entity)}, ${before} as before, ${then} as after, ${what} as outcome,
               f.code, f.field as key, f.value
          ${from}
           and ${allOf([sql`t.record_id > ${after ?? 0}`, ...(outcome === undefined ? [] : [outcomes[outcome]])])}
         order by t.record_id
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const values = page.flatMap((row) => [row.before, row.after] as Values[string][])
  const { references, seen } = await seeReferences(
    db,
    actor,
    values.map((one) => ({ field, value: one })),
  )
  return {
    rows: page.map(({ code, key, value: at, ...row }) => ({
      ...row,
      before: seen(field, row.before),
      after: seen(field, row.after),
      reason: code && errorText(code, faultParams(field.entity, key, at, actor.language), actor.language),
    })),
    references,
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** A crash takes the tables of previews, and a change of the journal drops them. */
async function demandTable(db: Queryable, name: string): Promise<void> {
  const found = await firstRow<{ name: string | null }>(db, sql`select to_regclass(${`stage.${name}`})::text as name`)
  if (!found?.name) throw new RafaleError('journal-preview-missing')
}

import type { ClientBase } from 'pg'
import { execute, sql, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Applied } from '../records/apply/apply-changes.ts'
import type { StoredJournal } from './find-journal.ts'
import { columnOf } from '../records/entity-table.ts'
import { changeOf } from './plan/plan-journal.ts'

type Done = { journal: StoredJournal; refused: Sql; applied: Applied }

/** What the validation refused and why is kept with the journal, and which records changed while it was written. */
export async function keepRefusals(
  client: ClientBase,
  actor: Actor,
  { journal, refused, applied }: Done,
): Promise<void> {
  const { number } = journal
  await execute(
    client,
    sql`insert into journal_refusal (journal_id, record_id, code, field, value)
        select ${number}::bigint, refused.record_id, refused.code, refused.field, refused.value from ${refused} as refused`,
  )
  if (applied.stale === 0) return
  const { field, value, from, target } = changeOf(journal)
  await execute(
    client,
    sql`insert into journal_refusal (journal_id, record_id, code, field, value)
        select ${number}::bigint, t.record_id, 'journal-stale', null, null
          from ${from}
         where ${target(actor)} and ${columnOf('r', field)} is distinct from ${value}
           and not exists (select from change where change.change_set_id = ${applied.changeSet} and change.subject_id = t.record_id)
        on conflict do nothing`,
  )
}

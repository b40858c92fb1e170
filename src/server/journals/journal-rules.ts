import type { JournalRules } from '../../shared/contract/journal-rules.contract.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'

/** The rules of this installation for journals. */
export async function readJournalRules(db: Queryable): Promise<JournalRules> {
  const row = await firstRow<{ value: JournalRules }>(db, sql`select value from setting where key = 'journals'`)
  return row?.value ?? { areFourEyes: false }
}

/** The rules hold from now on, for journals that wait or are scheduled too. */
export async function setJournalRules(db: Queryable, actor: Actor, rules: JournalRules): Promise<JournalRules> {
  await execute(
    db,
    sql`insert into setting (key, value) values ('journals', ${JSON.stringify(rules)}::jsonb)
        on conflict (key) do update set value = excluded.value`,
  )
  await writeAudit(db, { action: 'journal-rules-changed', userId: actor.userId, detail: rules })
  return rules
}

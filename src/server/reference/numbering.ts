import type { Pool } from 'pg'
import type { Numbering } from '../../shared/contract/reference.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { numberOf, readNumbering } from '../records/edit/next-code.ts'

type NumberingState = Numbering & { example: string }

/** The pattern of automatic company numbers, and a number of it: the next, unless that is taken. */
export async function numberingState(db: Queryable): Promise<NumberingState> {
  const numbering = await readNumbering(db)
  const { next } = await onlyRow<{ next: number }>(
    db,
    sql`select case when is_called then last_value + 1 else last_value end as next from company_number`,
  )
  return { ...numbering, example: numberOf(numbering, next) }
}

/** Companies without a code get a number of this pattern from now on; numbers that were given stay. */
export function changeNumbering(pool: Pool, actor: Actor, numbering: Numbering): Promise<NumberingState> {
  return inTransaction(pool, async (client) => {
    await execute(
      client,
      sql`insert into setting (key, value) values ('numbering', ${JSON.stringify(numbering)}::jsonb)
          on conflict (key) do update set value = excluded.value`,
    )
    await writeAudit(client, { action: 'numbering-changed', userId: actor.userId, detail: { ...numbering } })
    return numberingState(client)
  })
}

import type { Pool } from 'pg'
import type { TargetSource } from '../../src/shared/contract/journal-targeting.contract.ts'
import { createJournal, type NewJournal } from '../../src/server/journals/change-journal.ts'
import { validateJournal } from '../../src/server/journals/validate-journal.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'

/** Somebody who may do everything but see what is restricted: each record is asked whether he may see it. */
export const actor: Actor = {
  ...systemActor,
  rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
}

type Header = Omit<NewJournal, 'entity' | 'targets'>

/** A draft of companies, with those that `targets` says; its number. */
export async function makeJournal(pool: Pool, header: Header = {}, targets?: TargetSource): Promise<number> {
  return (await createJournal(pool, actor, { entity: 'company', ...header, targets })).number
}

/** The draft is validated as its job does it. */
export const validate = (pool: Pool, number: number) =>
  validateJournal({ pool, actor, number, confirm: null, run: runWithoutJob() })

/** A region that no company of the base has. */
export async function unusedRegion(pool: Pool): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    pool,
    sql`select id from list_value where list = 'salesRegion' and code = 'corse'`,
  )
  return id
}

import type { ClientBase, Pool } from 'pg'
import type { z } from 'zod'
import type { mergeRecords as contract } from '../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import type { ChangeSource } from '../../shared/contract/field-lock.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, onlyRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import { applyChanges } from '../records/apply/apply-changes.ts'
import { explainConflict } from '../records/apply/translate-conflict.ts'
import { tableOf } from '../records/entity-table.ts'
import { FaultsError } from '../records/faults-error.ts'
import { lockedFields } from '../records/field-locks.ts'
import { mergeAccess } from '../records/merge/merge-access.ts'
import { mergedIds, type Merge } from '../records/merge/merge-request.ts'
import { planMerge } from '../records/merge/plan-merge.ts'
import { proposeMerge } from '../records/merge/propose-choices.ts'
import { codesOf, recordMerge } from '../records/merge/settle-merges.ts'
import { checkPlan } from '../records/plan/check-plan.ts'
import { getRecord, type FullRecord } from '../records/read/get-record.ts'
import { isVisible } from '../records/visibility.ts'

type Asked = z.infer<NonNullable<typeof contract.body>>

/** A merge edits the record that stays and removes the others; theirs are the rights it takes. */
export function demandMergeRights(actor: Actor, entity: ListEntity): void {
  for (const right of ['see', 'edit', 'delete'] as const) demandRight(actor, `${entity}.${right}`)
}

/**
 * The records are one, in one change set that can be undone. Throws 'not-found' when one is hidden or gone,
 * 'record-changed' when one moved, 'edit-refused' with every fault, 'merge-blocked', 'merge-access', 'merge-choice-unfit'.
 */
export async function mergeRecords(pool: Pool, actor: Actor, asked: Asked & { source: ChangeSource }) {
  const { entity, records: versions, source, ...given } = asked
  demandMergeRights(actor, entity)
  const work = inRetriedTransaction(pool, async (client) => {
    // A person waits: answer "import 12 is writing" rather than hang behind a bulk apply.
    await client.query(`set local lock_timeout = '2s'`)
    // A bulk writer may be about to give one of the records an address or a contact, which it cannot see yet.
    await execute(client, sql`select pg_advisory_xact_lock_shared(${locks.bulk})`)
    const ids = versions.map(({ id }) => id)
    await lockRecords(client, actor, entity, ids)
    const records = await readRecords(client, actor, entity, ids)
    if (records.some(({ id, version }) => versions.some((one) => one.id === id && one.version !== version))) {
      throw new RafaleError('record-changed')
    }
    const locked = await lockedFields(client, actor, source)
    const merge = proposeMerge({ entity, records, locked, given })
    return applyMerge(client, actor, merge, locked)
  })
  return work.catch(async (error: unknown) => {
    throw await explainConflict(pool, error)
  })
}

async function applyMerge(client: ClientBase, actor: Actor, merge: Merge, locked: ReadonlySet<string>) {
  const { entity, survivor } = merge
  const plan = { ...(await planMerge(client, actor, merge)), locked }
  const faults = await checkPlan(client, actor, plan)
  if (faults.length > 0) throw new FaultsError(faults, actor.language)
  const codes = entity === 'company' ? await codesOf(client, mergedIds(merge)) : new Map<number, string[]>()
  const access = await mergeAccess(client, actor, merge)
  const { changeSet } = await applyChanges(client, { actor, plan, head: { kind: 'merge' } })
  if (changeSet === null) throw new RafaleError('record-changed')
  await recordMerge(client, { changeSet, entity, survivor: survivor.id, records: mergedIds(merge), codes, access })
  const { version } = await onlyRow<{ version: number }>(
    client,
    sql`select r.version from ${tableOf(entity)} as r where r.id = ${survivor.id} and ${isVisible(entity, 'r', actor)}`,
  )
  return { id: survivor.id, version, changeSet }
}

/** Throws 'not-found' unless the actor sees every one; who does not see one cannot wait for its lock either. */
async function lockRecords(client: ClientBase, actor: Actor, entity: ListEntity, ids: readonly number[]) {
  const found = await rowsOf(
    client,
    sql`select r.id from ${tableOf(entity)} as r where r.id = any(${ids}::bigint[]) and ${isVisible(entity, 'r', actor)}
         order by r.id for update of r`,
  )
  if (found.length < 2 || found.length < ids.length) throw new RafaleError('not-found')
}

/** The records in the order they were named. Throws 'not-found' unless the actor sees every one, each named once. */
export async function readRecords(
  db: Queryable,
  actor: Actor,
  entity: ListEntity,
  ids: readonly number[],
): Promise<FullRecord[]> {
  if (new Set(ids).size < ids.length) throw new RafaleError('not-found')
  const records: FullRecord[] = []
  for (const id of ids) records.push(await getRecord(db, actor, entity, id))
  return records
}

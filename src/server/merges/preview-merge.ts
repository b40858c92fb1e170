import type { ClientBase, Pool } from 'pg'
import type { z } from 'zod'
import type { MergeEffects, MergedRecord, previewMerge as contract } from '../../shared/contract/merge.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { rolledBack } from '../platform/database/rolled-back.ts'
import { onlyRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { auditSight } from '../records/access/audit-sight.ts'
import { faultText } from '../records/faults-error.ts'
import { lockedFields } from '../records/field-locks.ts'
import { becomesRestricted } from '../records/merge/merge-access.ts'
import { mergedIds, type Merge } from '../records/merge/merge-request.ts'
import { planMerge } from '../records/merge/plan-merge.ts'
import { proposeMerge } from '../records/merge/propose-choices.ts'
import { checkPlan } from '../records/plan/check-plan.ts'
import { planTable, tableFor, type Plan } from '../records/plan/plan.ts'
import type { FullRecord } from '../records/read/get-record.ts'
import { labelOf } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'
import { demandMergeRights, readRecords } from './merge-records.ts'

type Asked = z.infer<NonNullable<typeof contract.body>>

/** So many contacts of a company can be chosen from as its default one. */
const mostContacts = 100

/** The records side by side and what merging them so would do, planned as it will be; nothing of it stays. */
export async function previewMerge(
  pool: Pool,
  actor: Actor,
  { entity, ids, choices }: Asked,
): Promise<z.infer<typeof contract.result>> {
  demandMergeRights(actor, entity)
  const preview = await rolledBack(pool, async (client) => {
    const records = await readRecords(client, actor, entity, ids)
    const locked = await lockedFields(client, actor, 'form')
    const merge = proposeMerge({ entity, records, locked, given: choices })
    const plan = { ...(await planMerge(client, actor, merge)), locked }
    const faults = await checkPlan(client, actor, plan, { limit: 20 })
    const told: MergedRecord[] = []
    for (const record of records) told.push(await tellRecord(client, actor, merge, record))
    return {
      records: told,
      references: Object.assign({}, ...records.map((record) => record.references)) as Record<string, string>,
      choices: merge.choices,
      locked: [...locked].filter((path) => path.startsWith(`${entity}.`)).map((path) => path.slice(entity.length + 1)),
      effects: await effectsOf(client, merge, plan),
      faults: faults.map((fault) => ({
        field: fault.entity === entity ? fault.field : null,
        code: fault.code,
        message: faultText(fault, actor.language),
      })),
    }
  })
  for (const id of ids) await auditSight(pool, actor, entity, id)
  return preview
}

async function tellRecord(
  db: Queryable,
  actor: Actor,
  { entity }: Merge,
  { id, version, label, values, addresses, isRestricted, contacts, createdAt, updatedAt }: FullRecord,
): Promise<MergedRecord> {
  const own =
    entity === 'company' && contacts > 0 && actor.rights.has('contact.see')
      ? await rowsOf<{ id: number; label: string }>(
          db,
          sql`select r.id, ${labelOf('contact')} as label from contact as r
               where r.company_id = ${id} and ${isVisible('contact', 'r', actor)}
               order by 2, r.id limit ${mostContacts}`,
        )
      : []
  return {
    id,
    version,
    label,
    values,
    addresses,
    isRestricted,
    contacts: own,
    contactCount: contacts,
    createdAt,
    updatedAt,
  }
}

/** What moves, counted in the plan; whatever the actor may not see would have stopped it. */
async function effectsOf(client: ClientBase, merge: Merge, plan: Plan): Promise<MergeEffects> {
  const merged = sql`any(${mergedIds(merge)}::bigint[])`
  const count = async (entity: 'company' | 'contact' | 'address', condition: ReturnType<typeof sql>) => {
    const table = tableFor(plan, entity)
    if (!table) return 0
    const { rows } = await onlyRow<{ rows: number }>(
      client,
      sql`select count(*) as rows from ${planTable(table)} as p where ${condition}`,
    )
    return rows
  }
  const isOther = sql`p.action = 'u' and p.record_id <> ${merge.survivor.id}`
  const isMoved = sql`${isOther} and p.old_company_id = ${merged}`
  return {
    contacts: merge.entity === 'company' ? await count('contact', isMoved) : 0,
    addresses: await count('address', sql`p.action = 'u'`),
    sameAddresses: await count('address', sql`p.action = 'd'`),
    references:
      (await count('company', isOther)) +
      (merge.entity === 'company'
        ? await count('contact', sql`p.action = 'u' and p.old_company_id <> all(${mergedIds(merge)}::bigint[])`)
        : 0),
    isRestricted: await becomesRestricted(client, merge),
  }
}

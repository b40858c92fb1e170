/**
 * What an import would do, worked out without writing a record. For the wizard's check and recap, the command line and
 * the API alike. In order: read the rows, group those of one record, match them with the base, resolve what becomes
 * of each, find their children, plan the changes, refuse what breaks a rule, count.
 */
import type { ClientBase } from 'pg'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { logPosition } from '../../records/log/log-position.ts'
import { entityNames, type EntityName } from '../../../shared/catalogue/field.ts'
import { tuneForBulk } from '../../platform/database/tune-for-bulk.ts'
import { execute, onlyRow, sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { countPlan } from '../../records/apply/count-plan.sql.ts'
import type { Plan, PlanTable } from '../../records/plan/plan.ts'
import { childKindsOf } from './child-kind.ts'
import { findEmployers } from './find-employers.ts'
import { countLocked } from './count-locked.ts'
import { tellDuplicates } from './find-duplicates.ts'
import { findChildren, makePointers } from './find-children.ts'
import { groupRows } from './group-rows.ts'
import type { ImportMapping } from './import-mapping.ts'
import { countMatched, matchUnits } from './match-units.ts'
import { planChildren } from './plan-children.ts'
import { planCompanies } from './plan-companies.ts'
import { planContacts } from './plan-contacts.ts'
import { planEmployers } from './plan-employers.ts'
import { planDeletions, type DeletionCounts } from './plan-deletions.ts'
import { readRows } from './read-rows.ts'
import { refuseFaulted } from './refuse-faulted.ts'
import { refuseRepeats } from './refuse-repeats.ts'
import { resolveContacts } from './resolve-contacts.ts'
import { hasChildren, resolveUnits, tellDifferences } from './resolve-units.ts'
import { settleOutcomes, type RowCounts } from './settle-outcomes.ts'
import { rewindBase } from './three-way.ts'
import { tellConflicts } from './tell-conflicts.ts'
import type { StageTables } from './stage-tables.ts'
import { indexProblems, startProblems } from './tell-problems.ts'

export type PlanStep = 'read' | 'match' | 'plan' | 'check' | 'count'
export type ImportPlan = { plan: Plan; recap: ImportRecap; position: number }

type Planning = {
  actor: Actor
  /** How many rows are staged. */
  rows: number
  tables: StageTables
  mapping: ImportMapping
  onStep?: ((step: PlanStep) => Promise<void> | void) | undefined
}

/** Plans an import of companies or contacts; leaves its tables in `stage`. Nothing of the base is written. */
export async function planImport(client: ClientBase, planning: Planning): Promise<ImportPlan> {
  const { tables, onStep } = planning
  await tuneForBulk(client, planning.rows)
  const position = await logPosition(client)
  await onStep?.('read')
  await readRows(client, planning)
  await rewindBase(client, tables, planning.mapping)
  if (planning.mapping.entity === 'contact') await findEmployers(client, planning)
  await startProblems(client, tables)
  let plan = await planRecords(client, planning)
  await onStep?.('check')
  // A refused row of a merged company takes its values with it: plan once more without it.
  while (await refuseFaulted(client, { ...planning, plan })) plan = await planRecords(client, planning)
  const deletions =
    planning.mapping.settings.mode === 'update-with-deletion'
      ? await planDeletions(client, { ...planning, plan })
      : undefined
  await tellDuplicates(client, { ...planning, plan })
  await onStep?.('count')
  const rows = await settleOutcomes(client, tables, plan, planning.mapping.entity)
  await indexProblems(client, tables)
  return { plan, recap: await recapOf(client, { planning, plan, rows, deletions }), position }
}

async function planRecords(client: ClientBase, planning: Planning): Promise<Plan> {
  const { tables, mapping, onStep } = planning
  await onStep?.('match')
  await execute(client, sql`delete from ${tables.problem} as problem where problem.is_of_units`)
  await groupRows(client, tables, mapping)
  if (tables.hasGroups && !hasChildren(mapping) && (await refuseRepeats(client, tables)) > 0) {
    await groupRows(client, tables, mapping)
  }
  await matchUnits(client, planning)
  if (mapping.entity === 'contact') await resolveContacts(client, planning)
  else await resolveUnits(client, tables, mapping)
  await tellDifferences(client, tables, mapping)
  await onStep?.('plan')
  const kinds = childKindsOf(mapping)
  for (const kind of kinds) await findChildren(client, { ...planning, kind })
  if (kinds.length > 0) await makePointers(client, tables, kinds)
  const plan: Plan = { tables: await planHeads(client, planning), isInteractive: false }
  for (const kind of kinds) plan.tables.push(await planChildren(client, { ...planning, kind }))
  await tellConflicts(client, planning)
  return plan
}

/** The records that rows speak of; with contacts, the companies made or changed for them. */
async function planHeads(client: ClientBase, { actor, tables, mapping }: Planning): Promise<PlanTable[]> {
  if (mapping.entity === 'company') return [await planCompanies(client, { actor, tables, mapping })]
  const contacts = await planContacts(client, { actor, tables, mapping })
  const employers = await planEmployers(client, tables, mapping, contacts)
  return employers ? [employers, contacts] : [contacts]
}

type Counted = { planning: Planning; plan: Plan; rows: RowCounts; deletions: DeletionCounts | undefined }

async function recapOf(client: ClientBase, { planning, plan, rows, deletions }: Counted): Promise<ImportRecap> {
  const { counts, fields } = await countPlan(client, plan)
  const found = await foundRecords(client, planning)
  const records: ImportRecap['records'] = {}
  for (const entity of entityNames) {
    const planned = counts[entity]
    if (!planned && !(entity in found)) continue
    const update = planned?.update ?? 0
    records[entity] = {
      create: planned?.create ?? 0,
      update,
      delete: planned?.delete ?? 0,
      unchanged: Math.max(0, (found[entity] ?? 0) - update),
    }
  }
  return {
    ...rows,
    matched: await countMatched(client, planning.tables),
    records,
    fields,
    blockedDeletions: deletions?.blocked ?? 0,
    ...(planning.mapping.locked.size > 0
      ? { locked: await countLocked(client, planning.tables, planning.mapping) }
      : {}),
    deletionShare: deletions && deletions.scope > 0 ? deletions.deleted / deletions.scope : 0,
    ...(deletions?.hindrance ? { deletionHindrance: deletions.hindrance } : {}),
  }
}

/** Existing records that rows speak of, by entity. */
async function foundRecords(
  client: ClientBase,
  { tables, mapping }: Planning,
): Promise<Partial<Record<EntityName, number>>> {
  const count = async (from: ReturnType<typeof tables.part>) =>
    (await onlyRow<{ n: number }>(client, sql`select count(*) as n from ${from}`)).n
  const found: Partial<Record<EntityName, number>> = {
    [mapping.entity]: await count(sql`${tables.part('resolved')} as u where u.verdict = 'update'`),
  }
  for (const kind of childKindsOf(mapping)) {
    found[kind.entity] = await count(sql`${tables.part(kind.entity)} as c where c.is_head and not c.is_new`)
  }
  return found
}

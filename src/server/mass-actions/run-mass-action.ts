import type { Pool } from 'pg'
import { z } from 'zod'
import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import {
  massAct,
  massSelection,
  startMassAction as startContract,
  type MassAct,
  type MassPreview,
} from '../../shared/contract/mass-action.contract.ts'
import { listEntity, type ListEntity } from '../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { rolledBack } from '../platform/database/rolled-back.ts'
import { execute, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { applyChanges, type ApplyStep } from '../records/apply/apply-changes.ts'
import { tableOf } from '../records/entity-table.ts'
import { faultParams } from '../records/faults-error.ts'
import { planTable } from '../records/plan/plan.ts'
import { labelOf } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'
import { demandMassRight, planMassAction, type MassRequest } from './plan-mass-action.ts'

/** What a job of a mass action is told. */
export const massActionParams = z.object({
  entity: listEntity,
  selection: massSelection,
  act: massAct,
  confirm: z.int(),
})

/** What the act would do now, planned as it will be when it runs; nothing of it stays. Throws what `planMassAction` throws. */
export function previewMassAction(pool: Pool, actor: Actor, request: MassRequest): Promise<MassPreview> {
  return rolledBack(pool, async (client, name) => {
    await client.query(`set local work_mem = '256MB'`)
    const { refused, counts } = await planMassAction(client, actor, request, name)
    const { contacts, addresses, ...told } = counts
    return {
      ...told,
      alsoDeleted: { contacts, addresses },
      ...(await tellRefused(client, actor, request.entity, refused)),
    }
  })
}

/** A job is to do it, its id; params as `massActionParams`. Throws 'right-missing'. */
export async function startMassAction(
  pool: Pool,
  actor: Actor,
  body: z.infer<NonNullable<typeof startContract.body>>,
): Promise<{ job: number }> {
  demandMassRight(actor, body)
  const job = await addJob(pool, {
    kind: 'mass-action',
    userId: actor.userId,
    subject: actText(body.entity, body.act, actor.language, body.confirm),
    params: body,
  })
  return { job }
}

const shares: Record<ApplyStep, number> = { lock: 0.35, write: 0.4, history: 0.7, search: 0.9, commit: 0.98 }

/**
 * The act is done, all or nothing, in one change set. Waits its turn behind other bulk writers. Throws 'mass-action-moved'
 * when another number than `confirm` would change now, 'mass-action-nothing', and what `planMassAction` throws.
 */
export function runMassAction(
  pool: Pool,
  run: Pick<JobRun, 'id' | 'actor' | 'report' | 'watch' | 'waitFor'>,
  request: MassRequest,
  confirm: number,
): Promise<{ changeSet: number }> {
  const { actor } = run
  return inRetriedTransaction(pool, async (client) => {
    await run.watch(client)
    await takeTurn(client, run)
    await client.query(`set local work_mem = '256MB'`)
    await run.report('plan-mass-action', 0.05)
    const name = `mass_${run.id}`
    const { plan, counts } = await planMassAction(client, actor, request, name)
    if (counts.change !== confirm) {
      throw new RafaleError('mass-action-moved', { expected: counts.change, confirmed: confirm })
    }
    const { changeSet } = await applyChanges(client, {
      actor,
      plan,
      head: { kind: 'mass-action', source: actText(request.entity, request.act, actor.language) },
      onStep: (step) => run.report(`apply-${step}`, shares[step]),
    })
    if (changeSet === null) throw new RafaleError('mass-action-nothing')
    for (const table of plan.tables) await execute(client, sql`drop table ${planTable(table)}`)
    for (const part of ['selected', 'refused'])
      await execute(client, sql`drop table ${sql.id('stage', `${name}_${part}`)}`)
    return { changeSet }
  })
}

type Told = Pick<MassPreview, 'reasons' | 'refusedSample'>

/** Refusals by what they say, the most frequent first, and the first records refused. */
async function tellRefused(client: Queryable, actor: Actor, entity: ListEntity, refused: Sql): Promise<Told> {
  const say = (code: ErrorCode, field: string | null, value: string | null) =>
    errorText(code, faultParams(entity, field, value ?? '…', actor.language), actor.language)
  type Reason = { code: ErrorCode; field: string | null; value: string | null }
  const reasons = await rowsOf<Reason & { records: number }>(
    client,
    sql`select code, field, case when count(distinct value) = 1 then min(value) end as value, count(*) as records
          from ${refused}
         group by code, field
         order by count(*) desc, code
         limit 50`,
  )
  const sample = await rowsOf<Reason & { id: number; label: string }>(
    client,
    sql`select r.id, ${labelOf(entity)} as label, f.code, f.field, f.value
          from ${refused} as f
          join ${tableOf(entity)} as r on r.id = f.record_id
         where ${isVisible(entity, 'r', actor)}
         order by r.id
         limit 20`,
  )
  return {
    reasons: reasons.map(({ code, field, value, records }) => ({ code, records, message: say(code, field, value) })),
    refusedSample: sample.map(({ id, label, code, field, value }) => ({ id, label, reason: say(code, field, value) })),
  }
}

const words = {
  archive: { fr: 'Archivage', en: 'Archiving' },
  deactivate: { fr: 'Désactivation', en: 'Deactivation' },
  delete: { fr: 'Suppression', en: 'Deletion' },
} as const
const nouns: Record<ListEntity, Record<Language, [string, string]>> = {
  company: { fr: ['société', 'sociétés'], en: ['company', 'companies'] },
  contact: { fr: ['contact', 'contacts'], en: ['contact', 'contacts'] },
}

/** The act as a person would say it, in the words of whoever asked for it: "Archivage · 12 sociétés". */
function actText(entity: ListEntity, act: MassAct, language: Language, count?: number): string {
  const said =
    act.kind === 'assign'
      ? fieldOf(entity, act.field).label[language]
      : words[act.kind === 'archive' && entity === 'contact' ? 'deactivate' : act.kind][language]
  if (count === undefined) return said
  const [one, many] = nouns[entity][language]
  return `${said} · ${count} ${count === 1 ? one : many}`
}

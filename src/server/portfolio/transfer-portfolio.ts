/** Portfolio transfer: previewed, then done as a job in one change set that can be undone (CO-11). */
import type { Pool } from 'pg'
import { portfolioParts, type PortfolioPreview } from '../../shared/contract/portfolio.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { rolledBack } from '../platform/database/rolled-back.ts'
import { execute, onlyRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { inRetriedTransaction, inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobResult, JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import { applyChanges, type ApplyStep } from '../records/apply/apply-changes.ts'
import { countPlan, type PlanCounts } from '../records/apply/count-plan.sql.ts'
import { planTable } from '../records/plan/plan.ts'
import { planTransfer, type Transfer } from './plan-transfer.ts'

const recordsIn = ({ counts }: PlanCounts): number => (counts.company?.update ?? 0) + (counts.contact?.update ?? 0)

/** What the transfer would change if it were done now; the parts that are not asked for are counted too. */
export function previewTransfer(pool: Pool, actor: Actor, transfer: Transfer): Promise<PortfolioPreview> {
  return rolledBack(pool, async (client, name) => {
    const whole = await planTransfer(client, actor, { transfer: { ...transfer, parts: portfolioParts }, name })
    const { fields } = await countPlan(client, whole)
    const count = (part: (typeof portfolioParts)[number]) =>
      fields[`${part === 'assignedTo' ? 'contact' : 'company'}.${part}`] ?? 0
    const asked = await planTransfer(client, actor, { transfer, name: `${name}_asked` })
    return {
      parts: Object.fromEntries(portfolioParts.map((part) => [part, count(part)])) as PortfolioPreview['parts'],
      records: recordsIn(await countPlan(client, asked)),
    }
  })
}

/** A job is to do the transfer; params `{from, to, parts, confirm}`. */
export function startTransfer(
  pool: Pool,
  actor: Actor,
  transfer: Transfer & { confirm: number },
): Promise<{ job: number }> {
  return inTransaction(pool, async (client) => {
    const subject = await titleOf(client, transfer)
    const params: Record<string, unknown> = { ...transfer }
    return { job: await addJob(client, { kind: 'transfer', userId: actor.userId, subject, params }) }
  })
}

/** "Portefeuille: Bertrand N. → Cotillon M." */
async function titleOf(db: Queryable, { from, to }: Transfer): Promise<string> {
  const users = await rowsOf<{ id: number; name: string }>(
    db,
    sql`select id, name from app_user where id = any(${[from, to]}::bigint[])`,
  )
  const nameOf = (id: number) => users.find((user) => user.id === id)?.name
  if (!nameOf(from) || !nameOf(to)) throw new RafaleError('transfer-users')
  return `${nameOf(from)} → ${nameOf(to)}`
}

const shares: Record<ApplyStep, number> = { lock: 0.35, write: 0.4, history: 0.7, search: 0.9, commit: 0.98 }

/** The portfolio has changed hands, all or nothing. Throws 'confirmation-wrong' when another number would change by now. */
export function transferPortfolio(
  pool: Pool,
  run: Pick<JobRun, 'report' | 'watch' | 'waitFor'> & { id?: number; actor: Actor },
  { confirm, ...transfer }: Transfer & { confirm: number },
): Promise<JobResult> {
  return inRetriedTransaction(pool, async (client) => {
    await run.watch(client)
    await takeTurn(client, run)
    const { stamp } = await onlyRow<{ stamp: string }>(client, sql`select pg_current_xact_id()::text as stamp`)
    const plan = await planTransfer(client, run.actor, { transfer, name: `transfer_${stamp}` })
    const expected = recordsIn(await countPlan(client, plan))
    if (expected !== confirm) throw new RafaleError('confirmation-wrong', { typed: confirm, expected })
    const applied = await applyChanges(client, {
      actor: run.actor,
      plan,
      head: { kind: 'mass-action', source: await titleOf(client, transfer) },
      onStep: (step) => run.report(`apply-${step}`, shares[step]),
    })
    for (const table of plan.tables) await execute(client, sql`drop table ${planTable(table)}`)
    return applied.changeSet === null ? {} : { changeSet: applied.changeSet }
  })
}

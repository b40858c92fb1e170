import type { ClientBase } from 'pg'
import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { Field } from '../../shared/catalogue/field.ts'
import type { portfolioParts } from '../../shared/contract/portfolio.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { anyOf, execute, firstRow, joined, sql, type Queryable } from '../platform/database/sql.ts'
import { columnOf, newOf, oldOf, tableOf } from '../records/entity-table.ts'
import { FaultsError } from '../records/faults-error.ts'
import { checkPlan } from '../records/plan/check-plan.ts'
import { withCompanions } from '../records/plan/companion-fields.ts'
import { createPlanTable } from '../records/plan/create-plan-table.ts'
import { planTable, type Plan, type PlanTable } from '../records/plan/plan.ts'
import { isVisible } from '../records/visibility.ts'

export type Part = (typeof portfolioParts)[number]
export type Transfer = { from: number; to: number; parts: readonly Part[] }

const entityOf = (part: Part): 'company' | 'contact' => (part === 'assignedTo' ? 'contact' : 'company')

/**
 * What of the visible records is the one user's would be the other's, in `stage.<name>_company` and `_contact`. Throws
 * 'transfer-users' unless the other is active and not the same, 'right-missing', 'edit-refused'.
 */
export async function planTransfer(
  client: ClientBase,
  actor: Actor,
  { transfer, name }: { transfer: Transfer; name: string },
): Promise<Plan> {
  await demandPeople(client, transfer)
  const tables: PlanTable[] = []
  for (const entity of ['company', 'contact'] as const) {
    const fields = transfer.parts.filter((part) => entityOf(part) === entity).map((part) => fieldOf(entity, part))
    if (fields.length === 0) continue
    demandRight(actor, `${entity}.edit`)
    tables.push(await planEntity(client, actor, { entity, fields, transfer, name }))
  }
  const plan: Plan = { tables, isInteractive: false }
  const faults = await checkPlan(client, actor, plan, { limit: 20 })
  if (faults.length > 0) throw new FaultsError(faults, actor.language)
  return plan
}

type Planning = { entity: 'company' | 'contact'; fields: readonly Field[]; transfer: Transfer; name: string }

async function planEntity(client: Queryable, actor: Actor, { entity, fields, transfer, name }: Planning) {
  const { from, to } = transfer
  const all = withCompanions(entity, fields)
  const table = await createPlanTable(client, { entity, fields: all, bulkName: `${name}_${entity}` })
  const isHis = (field: Field) => sql`${columnOf('r', field)} = ${from}::bigint`
  const values = all.flatMap((field) => {
    const now = columnOf('r', field)
    return [now, fields.includes(field) ? sql`case when ${isHis(field)} then ${to}::bigint else ${now} end` : now]
  })
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${joined(all.flatMap((field) => [oldOf(field), newOf(field)]))})
        select r.id, r.id, 'u', r.version, ${joined(values)}
          from ${tableOf(entity)} as r
         where ${isVisible(entity, 'r', actor)} and ${anyOf(fields.map(isHis))}`,
  )
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
  return table
}

async function demandPeople(db: Queryable, { from, to }: Transfer): Promise<void> {
  const known = await firstRow(
    db,
    sql`select from app_user as giver join app_user as taker on taker.id = ${to} and taker.is_active
         where giver.id = ${from} and giver.id <> taker.id`,
  )
  if (!known) throw new RafaleError('transfer-users')
}

import type { Pool } from 'pg'
import { importSettings, type ImportRecap } from '../../shared/contract/import.contract.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Plan } from '../records/plan/plan.ts'
import { demandSeen } from './change-import.ts'
import { demandPlannable } from './check-settings.ts'
import { dropStage } from './drop-stage.ts'
import { findImport, type StoredImport } from './find-import.ts'
import { readMapping } from './plan/import-mapping.ts'
import { lockedFields } from '../records/field-locks.ts'
import { planImport } from './plan/plan-import.ts'
import { UnclearColumns } from './plan/settle-notations.ts'
import { isStaged } from './is-staged.ts'
import { stageTables } from './plan/stage-tables.ts'
import { stageImport } from './stage-import.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'

const shares = { read: 0.05, match: 0.4, plan: 0.55, check: 0.8, count: 0.9 } as const

export type Planned = { plan: Plan; recap: ImportRecap; position: number }
type Planning = { pool: Pool; actor: Actor; importId: number; run?: Pick<JobRun, 'report' | 'watch'> }

/**
 * The import is planned: its recap is stored, its plan stands in `stage`. The rows are staged again if a crash took them.
 * The plan that stood can be looked at meanwhile; it goes when the next one begins.
 */
export async function runPlan(planning: Planning): Promise<Planned> {
  const { pool, actor, importId } = planning
  const found = await findImport(pool, actor, importId)
  demandPlannable(actor, found)
  await demandSeen(pool, actor, found.settings.defaults)
  if (!(await isStaged(pool, found))) await stageImport({ pool, actor, importId })
  try {
    return await makePlan(planning, found)
  } catch (error) {
    if (error instanceof UnclearColumns) await askAbout(pool, importId, error)
    throw error
  }
}

function makePlan({ pool, actor, importId, run }: Planning, found: StoredImport): Promise<Planned> {
  return inTransaction(pool, async (client) => {
    await run?.watch(client)
    await execute(client, sql`select pg_advisory_xact_lock(${locks.importPlan}, ${importId})`)
    const { settings, rows, generation, revision } = await onlyRow<Start>(
      client,
      sql`select settings, rows, plan_generation as generation, revision from import_run where id = ${importId}`,
    )
    const tables = stageTables({ id: importId, generation: otherGeneration(generation) })
    await dropStage(client, tables.stem)
    const plan = await planImport(client, {
      actor,
      rows: rows ?? 0,
      tables,
      mapping: readMapping(found.entity, importSettings.parse(settings), await lockedFields(client, actor, 'import')),
      onStep: (step) => run?.report(`plan-${step}`, shares[step]),
    })
    await execute(
      client,
      sql`update import_run
             set state = case state when 'applying' then state else 'planned' end, recap = ${JSON.stringify(plan.recap)}::jsonb,
                 plan_generation = ${tables.generation}, error = null,
                 touched_at = now(), planned_at_position = case when revision = ${revision} then ${plan.position}::bigint end
           where id = ${importId}`,
    )
    return plan
  })
}

/** The mapping asks about the columns from now on, as about those seen to be unclear when the file was read. */
async function askAbout(pool: Pool, importId: number, { flag, columns }: UnclearColumns): Promise<void> {
  await execute(
    pool,
    sql`update import_run as i
           set columns = (select jsonb_agg(case when told.place - 1 = any(${columns}::integer[])
                                                then told.said || jsonb_build_object(${flag}::text, true)
                                                else told.said end order by told.place)
                            from jsonb_array_elements(i.columns) with ordinality as told (said, place))
         where i.id = ${importId}`,
  )
}

type Start = { settings: unknown; rows: number | null; generation: number; revision: number }

const otherGeneration = (generation: number) => (generation === 1 ? 2 : 1)

import type { Pool } from 'pg'
import type { ImportRecap } from '../../shared/contract/import.contract.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Plan } from '../records/plan/plan.ts'
import { demandPlannable } from './check-settings.ts'
import { findImport } from './find-import.ts'
import { readMapping } from './plan/import-mapping.ts'
import { planImport } from './plan/plan-import.ts'
import { isStaged } from './is-staged.ts'
import { stageTables } from './plan/stage-tables.ts'
import { stageImport } from './stage-import.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'

const shares = { read: 0.05, match: 0.4, plan: 0.55, check: 0.8, count: 0.9 } as const

export type Planned = { plan: Plan; recap: ImportRecap; position: number }
type Planning = { pool: Pool; actor: Actor; importId: number; run?: Pick<JobRun, 'report' | 'watch'> }

/** The import is planned: its recap is stored, its plan stands in `stage`. The rows are staged again if a crash took them. */
export async function runPlan({ pool, actor, importId, run }: Planning): Promise<Planned> {
  const found = await findImport(pool, actor, importId)
  demandPlannable(actor, found)
  const tables = stageTables(importId)
  if (!(await isStaged(pool, found))) await stageImport({ pool, actor, importId })
  return inTransaction(pool, async (client) => {
    await run?.watch(client)
    const planned = await planImport(client, {
      actor,
      rows: found.rows ?? 0,
      tables,
      mapping: readMapping(found.entity, found.settings),
      onStep: (step) => run?.report(`plan-${step}`, shares[step]),
    })
    await execute(
      client,
      sql`update import_run
             set state = case state when 'applying' then state else 'planned' end, recap = ${JSON.stringify(planned.recap)}::jsonb,
                 planned_at_position = ${planned.position}, error = null
           where id = ${importId}`,
    )
    return planned
  })
}

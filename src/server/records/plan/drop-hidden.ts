import { execute, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { hiddenSubjects } from '../log/hidden-subjects.ts'
import { planTable, type PlanTable } from './plan.ts'

/** Records the actor may not see, or that were hidden from him when they were deleted, leave the plan, uncounted. */
export async function dropHidden(client: Queryable, table: PlanTable, actor: Actor): Promise<void> {
  if (actor.rights.has('seeAll')) return
  await execute(
    client,
    sql`delete from ${planTable(table)} as p using (${hiddenSubjects(actor)}) as hidden where hidden.id = p.subject_id`,
  )
}

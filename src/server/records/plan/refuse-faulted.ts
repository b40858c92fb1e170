import { execute, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { faultsSql } from './check-plan.ts'
import { planTable, type Plan } from './plan.ts'

/** A chain of parents is refused a link a round; nothing else takes more than two. */
const mostRounds = 100

/**
 * Rows that break a rule leave the plan, each with its first fault told in `refused`; what is left is checked again, since
 * a row that stays as it is may stand in the way of another.
 */
export async function refuseFaulted(client: Queryable, actor: Actor, plan: Plan, refused: Sql): Promise<void> {
  for (const table of plan.tables) {
    const faults = faultsSql(plan, table, actor)
    if (!faults) continue
    for (let round = 0; ; round++) {
      if (round === mostRounds) throw new Error(`The plan ${table.name} still breaks rules after ${round} rounds`)
      const found = await execute(
        client,
        sql`with fault as materialized (
              select distinct on (found.record_id) found.record_id, found.code, found.field, found.value
                from (${faults}) as found
               order by found.record_id
            ), gone as (
              delete from ${planTable(table)} as p using fault
               where p.record_id = fault.record_id
              returning p.subject_id, fault.code, fault.field, fault.value
            )
            insert into ${refused} select gone.subject_id, gone.code, gone.field, gone.value from gone`,
      )
      if (found === 0) break
    }
  }
}

import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import { sql } from '../../../platform/database/sql.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, planTable, type PlanTable } from '../plan.ts'

/** No company is its own parent, even indirectly, once the plan is applied. `union` stops the walk at a cycle. */
export function parentRules(table: PlanTable): RuleQuery[] {
  const plan = planTable(table)
  const loops = sql`p.record_id in (
    with recursive ancestor (start_id, id) as (
      select q.record_id, q.new_parent_id from ${plan} as q
       where q.action <> 'd' and q.new_parent_id is not null and ${differs(fieldOf('company', 'parent'), 'q')}
      union
      select ancestor.start_id, coalesce(q.new_parent_id, case when q.record_id is null then c.parent_id end)
        from ancestor
        left join ${plan} as q on q.record_id = ancestor.id
        left join company as c on c.id = ancestor.id
       where ancestor.id <> ancestor.start_id
         and coalesce(q.new_parent_id, case when q.record_id is null then c.parent_id end) is not null
    )
    select ancestor.start_id from ancestor where ancestor.id = ancestor.start_id)`
  return [rule(table, fieldOf('company', 'parent'), 'parent-cycle', loops)]
}

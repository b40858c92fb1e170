import type { ClientBase } from 'pg'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import type { ImportEntity } from '../../../shared/import/targets.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { planTable, tableFor, type Plan } from '../../records/plan/plan.ts'
import type { StageTables } from './stage-tables.ts'

export type RowCounts = Pick<
  ImportRecap,
  'read' | 'created' | 'updated' | 'unchanged' | 'skipped' | 'refused' | 'toCheck'
>

/**
 * `outcome` gives every row of the file exactly one outcome: 's' skipped, 'r' refused, 'c' created, 'u' updated, 'n'
 * unchanged. A row of a new company is created; one whose company, address or contact changes is updated. Rows of one `gkey`
 * speak of one record; it is null everywhere when each record has one row.
 */
export async function settleOutcomes(
  client: ClientBase,
  tables: StageTables,
  plan: Plan,
  entity: ImportEntity,
): Promise<RowCounts> {
  const { problem, outcome, read } = tables
  const resolved = tables.part('resolved')
  const planned = plan.tables.map(
    (table) => sql`select p.row_no from ${planTable(table)} as p where p.row_no is not null`,
  )
  const heads = tableFor(plan, entity)
  const changedUnits = heads
    ? sql`exists (select from ${planTable(heads)} as p where p.record_id = u.owner_id and p.action = 'u')`
    : sql`false`
  const changed = planned.length > 0 ? sql.join(planned, sql` union `) : sql`select null::integer as row_no where false`
  const single = (where: Sql) =>
    sql`select u.head_row as row_no, u.verdict, false as is_changed from ${resolved} as u ${where}`
  const rowUnits = tables.hasGroups
    ? sql`
        ${single(sql`where u.rows = 1`)}
        union all
        select member.row_no, u.verdict, ${changedUnits} as is_changed
          from ${resolved} as u join ${read} as member on member.gkey = u.gkey where u.rows > 1`
    : single(sql``)
  await execute(client, sql`drop table if exists ${outcome}`)
  await execute(
    client,
    sql`create unlogged table ${outcome} with (autovacuum_enabled = false) as
        select v.row_no,
               (case
                 when v.is_skipped then 's'
                 when v.is_red or red.row_no is not null then 'r'
                 when row_unit.verdict = 'skip' or row_unit.verdict is null then 's'
                 when row_unit.verdict = 'create' then 'c'
                 when changed.row_no is not null or row_unit.is_changed then 'u'
                 else 'n'
               end)::"char" as outcome,
               ${tables.hasGroups ? sql`v.gkey` : sql`null::text`} as gkey
          from ${read} as v
          left join (select distinct problem.row_no from ${problem} as problem where problem.severity = 'r') as red
            on red.row_no = v.row_no
          left join (${changed}) as changed on changed.row_no = v.row_no
          left join (${rowUnits}) as row_unit on row_unit.row_no = v.row_no`,
  )
  await execute(client, sql`create index on ${outcome} (outcome, row_no) where outcome in ('r', 's')`)
  // For pages of rows: unindexed, one of 400,000 rows took seconds.
  await execute(client, sql`create index on ${outcome} (row_no)`)
  await execute(client, sql`analyze ${outcome}`)
  return onlyRow<RowCounts>(
    client,
    sql`select count(*) as "read",
               count(*) filter (where o.outcome = 'c') as created,
               count(*) filter (where o.outcome = 'u') as updated,
               count(*) filter (where o.outcome = 'n') as unchanged,
               count(*) filter (where o.outcome = 's') as skipped,
               count(*) filter (where o.outcome = 'r') as refused,
               ${countToCheck(tables)} as "toCheck"
          from ${outcome} as o`,
  )
}

/** How many imported rows have a yellow problem of a kind that was not accepted. */
export const countToCheck = ({ problem, outcome, importId }: StageTables): Sql => sql`
  (select count(distinct problem.row_no)
     from ${problem} as problem
     join ${outcome} as imported on imported.row_no = problem.row_no and imported.outcome not in ('r', 's')
    where problem.severity = 'y' and not ${isAccepted(importId, 'problem')})`

/** Whether a problem is of a kind that was accepted. */
export const isAccepted = (importId: number, alias: string): Sql => sql`exists (
  select from import_acceptance as accepted
   where accepted.import_id = ${importId} and accepted.code = ${sql.id(alias, 'code')}
     and accepted.column_index is not distinct from ${sql.id(alias, 'column_index')})`

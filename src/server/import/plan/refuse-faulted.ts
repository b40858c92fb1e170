import type { ClientBase } from 'pg'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { faultsSql } from '../../records/plan/check-plan.ts'
import { planTable, tableFor, type Plan, type PlanTable } from '../../records/plan/plan.ts'
import { fieldColumns, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

/**
 * Rows whose planned record breaks a rule (taken unique value, required-when, address kinds) are told as red and leave
 * the plan. A company that would be created takes its whole unit along, anything else its own row. True when a unit of several rows
 * lost one: its company was merged from values of a row that is now refused, so the plan is to be made again. Checked until
 * nothing is found: a code that a refused row keeps may be what another was to get. Each round refuses a row, so it ends.
 */
export async function refuseFaulted(
  client: ClientBase,
  refusing: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
): Promise<boolean> {
  const { tables, mapping, plan } = refusing
  const fault = tables.part('late_fault')
  for (;;) {
    const found = await collectFaults(client, refusing, fault)
    if (found === 0) return false
    await spreadFaults(client, tables, mapping, fault)
    await placeFaults(client, tables, mapping, fault)
    await tellFaults(client, tables, mapping, fault)
    await markRed(client, tables, mapping, fault)
    if (mapping.entity === 'contact' && tableFor(plan, 'company')) return true
    if (await touchesGroups(client, tables, fault)) return true
    for (const table of plan.tables) await dropRows(client, table, tables, { fault, mapping })
  }
}

/** `fault` holds every fault there is, one `create table as` and not insertions: only that reads in parallel. */
async function collectFaults(
  client: ClientBase,
  { actor, tables, mapping, plan }: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
  fault: Sql,
): Promise<number> {
  const broken = plan.tables.flatMap((table) => {
    // Archived values may stay where they were exported from, and come nowhere else.
    const withReferences = mapping.settings.export !== undefined
    const query = faultsSql(plan, table, actor, { withReferences })
    return query
      ? [sql`select ${table.entity}::text as entity, f.* from (${query}) as f where f.row_no is not null`]
      : []
  })
  await execute(client, sql`drop table if exists ${fault}`)
  return execute(
    client,
    sql`create unlogged table ${fault} with (autovacuum_enabled = false) as
        select f.entity, f.record_id::bigint, f.row_no::integer, f.field::text, f.code::text, f.value::text
          from (${sql.join([ambiguous(tables), ...broken], sql` union all `)}) as f (entity, record_id, row_no, field, code, value)`,
  )
}

/** Rows that could mean two children of their company: told when they were looked for, refused here. */
const ambiguous = (tables: StageTables): Sql => sql`
  select 'contact'::text, null::bigint, problem.row_no, null::text, problem.code, null::text
    from ${tables.problem} as problem
    join ${tables.read} as v on v.row_no = problem.row_no and not v.is_red
   where problem.code in ('child-ambiguous', 'child-id-unknown')`

/** A company that cannot be made for contacts refuses every row that needs it. */
async function spreadFaults(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
  fault: Sql,
): Promise<void> {
  if (mapping.entity === 'company') return
  await execute(
    client,
    sql`insert into ${fault}
        select f.entity, f.record_id, u.head_row, f.field, f.code, f.value
          from ${fault} as f
          join ${tables.made} as n on n.company_id = f.record_id
          join ${tables.part('resolved')} as u on u.needs_company and u.okey = n.okey and u.head_row <> f.row_no
         where f.entity = 'company'`,
  )
}

/** The fault of a merged company is that of the first of its rows that says the value; of its first row when none does. */
async function placeFaults(client: ClientBase, tables: StageTables, mapping: ImportMapping, fault: Sql): Promise<void> {
  if (!tables.hasGroups) return
  const { entity } = mapping
  for (const { field, target } of fieldColumns(mapping, entity)) {
    await execute(
      client,
      sql`update ${fault} as f set row_no = said.row_no
            from (
              select u.head_row, min(v.row_no) as row_no
                from ${tables.part('resolved')} as u
                join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
               where u.rows > 1 and ${sql.id('v', valueColumn(target.path))} is not null
                 and u.head_row in (select g.row_no from ${fault} as g where g.entity = ${entity} and g.field = ${field.key})
               group by u.head_row
            ) as said
           where f.entity = ${entity} and f.field = ${field.key} and f.row_no = said.head_row`,
    )
  }
}

/** Faults become red problems of their rows. What that means for other rows of the company shows when it is planned anew. */
async function tellFaults(client: ClientBase, tables: StageTables, mapping: ImportMapping, fault: Sql): Promise<void> {
  const columns = JSON.stringify(mapping.columns.map((column) => ({ path: column.target.path, column: column.column })))
  const columnOf = sql`(select m."column" from jsonb_to_recordset(${columns}::jsonb) as m (path text, "column" integer)
                         where m.path = f.entity || '.' || f.field)`
  await execute(
    client,
    sql`insert into ${tables.problem} (row_no, column_index, severity, code, value, target)
        select distinct f.row_no, ${columnOf}, 'r'::"char", f.code, f.value,
               case when ${columnOf} is null then f.entity || '.' || f.field end
          from ${fault} as f
         where f.code not in ('child-ambiguous', 'child-id-unknown')`,
  )
}

async function markRed(client: ClientBase, tables: StageTables, mapping: ImportMapping, fault: Sql): Promise<void> {
  await execute(
    client,
    sql`update ${tables.read} as v set is_red = true, is_company_red = v.is_company_red or red.is_company
          from (select f.row_no, bool_or(f.entity = ${mapping.entity}) as is_company from ${fault} as f group by f.row_no) as red
         where v.row_no = red.row_no`,
  )
}

/** Whether a faulted row belongs to a company that other rows speak of too. */
async function touchesGroups(client: ClientBase, tables: StageTables, fault: Sql): Promise<boolean> {
  if (!tables.hasGroups) return false
  const { some } = await onlyRow<{ some: boolean }>(
    client,
    sql`select exists (
          select from ${fault} as f
            join ${tables.read} as v on v.row_no = f.row_no
            join ${tables.unit} as u on u.gkey = v.gkey and u.rows > 1) as some`,
  )
  return some
}

/** The faulted rows' units are single rows: all they planned goes, the company's part and its children's. */
async function dropRows(
  client: ClientBase,
  table: PlanTable,
  tables: StageTables,
  { fault, mapping }: { fault: Sql; mapping: ImportMapping },
): Promise<void> {
  await execute(
    client,
    sql`delete from ${planTable(table)} as p where p.row_no in (select f.row_no from ${fault} as f)`,
  )
  if (table.entity !== mapping.entity) return
  await execute(
    client,
    sql`delete from ${tables.part('resolved')} as u where u.head_row in (select f.row_no from ${fault} as f)`,
  )
}

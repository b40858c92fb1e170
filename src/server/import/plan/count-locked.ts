import type { ClientBase } from 'pg'
import { onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf } from '../../records/entity-table.ts'
import { childColumns, childKindsOf, contactColumns, type FedColumn } from './child-kind.ts'
import { unitValues } from './group-rows.ts'
import { saysSomething } from './masked-cell.ts'
import { fieldColumns, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

/** Existing records that keep their value of a locked field though the file says another, by field. */
export async function countLocked(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const { entity, locked } = mapping
  const heads = sql`${tables.part('resolved')} as u
    join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row
    join ${sql.id(entity)} as r on r.id = u.owner_id
   where u.verdict = 'update'`
  await count(headColumns(mapping), heads)
  for (const kind of childKindsOf(mapping)) {
    const children = sql`${tables.part(kind.entity)} as c
      join ${tables.read} as v on v.row_no = c.row_no
      join ${sql.id(kind.entity)} as r on r.id = c.child_id
     where c.is_head and not c.is_new`
    await count(childColumns(mapping, kind), children)
  }
  return counts

  async function count(columns: readonly Pick<FedColumn, 'field' | 'value' | 'policy'>[], from: Sql): Promise<void> {
    for (const { field, value, policy } of columns) {
      const path = `${field.entity}.${field.key}`
      if (!locked.has(path) || policy === 'keep') continue
      const { kept } = await onlyRow<{ kept: number }>(
        client,
        sql`select count(*) as kept from ${from} and ${value} is not null and ${saysSomething(field, value)} and ${value} is distinct from ${columnOf('r', field)}`,
      )
      counts[path] = kept
    }
  }
}

const headColumns = (mapping: ImportMapping): Pick<FedColumn, 'field' | 'value' | 'policy'>[] =>
  mapping.entity === 'contact'
    ? contactColumns(mapping, 'v')
    : fieldColumns(mapping, 'company').map(({ field, target, policy }) => ({
        field,
        value: sql.id('v', valueColumn(target.path)),
        policy,
      }))

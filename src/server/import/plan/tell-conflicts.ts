import type { ClientBase } from 'pg'
import { sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { childKindsOf } from './child-kind.ts'
import { unitValues } from './group-rows.ts'
import { fieldColumns, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'
import { recordOf, tellChangedSince } from './three-way.ts'

type Telling = { actor: Actor; tables: StageTables; mapping: ImportMapping }

/** What changed in the base since the file was exported is told on the rows that speak of it, records and their children. */
export async function tellConflicts(client: ClientBase, { actor, tables, mapping }: Telling): Promise<void> {
  if (!tables.hasSince) return
  const { language } = actor
  const columnsOf = (entity: 'company' | 'contact' | 'address') =>
    fieldColumns(mapping, entity).map(({ field, column, target }) => ({
      field,
      column,
      incoming: sql.id('v', valueColumn(target.path)),
    }))
  await tellChangedSince(client, {
    tables,
    mapping,
    language,
    entity: mapping.entity,
    from: sql`from ${tables.part('resolved')} as u
              join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row and u.verdict = 'update'
              ${recordOf(mapping.entity, sql`u.owner_id`)}`,
    rowNo: sql`u.head_row`,
    columns: columnsOf(mapping.entity),
  })
  for (const { entity } of childKindsOf(mapping)) {
    await tellChangedSince(client, {
      tables,
      mapping,
      language,
      entity,
      from: sql`from ${tables.part(entity)} as c
                join ${tables.read} as v on v.row_no = c.row_no and c.is_head and not c.is_new
                ${recordOf(entity, sql`c.child_id`)}`,
      rowNo: sql`c.row_no`,
      columns: columnsOf(entity),
    })
  }
}

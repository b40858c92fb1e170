/**
 * A file that was exported here is compared with two states of the base (IM-8): the one it was made of, which is the
 * present one rewound by the log, and the present one. What the file did not touch stays as it is now; what both changed
 * stays as well, unless the user lets the file win; both are told.
 */
import type { ClientBase } from 'pg'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { execute, onlyRow, rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import { tableOf } from '../../records/entity-table.ts'
import { loggedCell } from '../../records/plan/logged-cell.ts'
import { restoreSource } from '../../records/plan/reversal-source.ts'
import { labelSql } from '../../records/read/label-value.ts'
import type { ImportMapping } from './import-mapping.ts'
import { saysSomething } from './masked-cell.ts'
import type { StageTables } from './stage-tables.ts'

/** `since` holds, of every record changed since the export, what its fields were then; `tables.hasSince` when there is one. */
export async function rewindBase(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  tables.hasSince = false
  const { export: exported } = mapping.settings
  if (!exported) return
  await restoreSource(client, exported.position, tables.partName('since'))
  const since = tables.part('since')
  await execute(client, sql`create index on ${since} (record_id)`)
  const { some } = await onlyRow<{ some: boolean }>(client, sql`select exists (select from ${since}) as some`)
  tables.hasSince = some
}

/** What a record `r` of an entity was when it was exported, as `since`; nothing when no record changed. */
export const joinSince = (tables: StageTables, entity: EntityName, id: Sql = sql`r.id`): Sql =>
  tables.hasSince
    ? sql`left join ${tables.part('since')} as since on since.record_id = ${id} and since.entity = ${sql.lit(entity)}`
    : sql``

/** A field's value when the record was exported. */
const exportedValue = (field: Field, current: Sql): Sql =>
  sql`case when since.fields ? ${sql.lit(field.key)} then ${loggedCell(field, 0, 'since')} else ${current} end`

type Cell = { field: Field; incoming: Sql; current: Sql; merged: Sql }

/** What becomes of a record's field: `merged`, unless the file did not touch it, or the base changed it meanwhile. */
export function settleCell(
  tables: StageTables,
  mapping: ImportMapping,
  { field, incoming, current, merged }: Cell,
): Sql {
  if (!tables.hasSince) return merged
  const exported = exportedValue(field, current)
  const isKept =
    mapping.settings.export?.conflicts === 'overwrite'
      ? sql``
      : sql`when ${exported} is distinct from ${current} then ${current}`
  return sql`case when ${incoming} is not distinct from ${exported} then ${current} ${isKept} else ${merged} end`
}

type Telling = {
  tables: StageTables
  mapping: ImportMapping
  language: Language
  entity: EntityName
  /** `from …` that gives the record as `r`, and where its row is. */
  from: Sql
  rowNo: Sql
  columns: readonly { field: Field; column: number; incoming: Sql }[]
}

/** Cells that the base changed since the export are told on their rows, with what they were and what they are. */
export async function tellChangedSince(client: ClientBase, telling: Telling): Promise<void> {
  const { tables, mapping, language, entity, from, rowNo, columns } = telling
  if (!tables.hasSince) return
  const keys = await rowsOf<{ key: string }>(
    client,
    sql`select distinct jsonb_object_keys(since.fields) as key from ${tables.part('since')} as since where since.entity = ${entity}`,
  )
  const touched = new Set(keys.map(({ key }) => key))
  const both =
    mapping.settings.export?.conflicts === 'overwrite' ? 'changed-in-both-overwritten' : 'changed-in-both-kept'
  // An empty cell that says nothing contradicts nothing.
  const isSaid = (incoming: Sql) =>
    mapping.settings.emptyCells === 'ignore' ? sql`and ${incoming} is not null` : sql``
  for (const { field, column, incoming } of columns.filter((one) => touched.has(one.field.key))) {
    const current = sql.id('r', field.column)
    const exported = exportedValue(field, current)
    const shown = (value: Sql) => sql`coalesce(${labelSql(field, value, language)}, '—')`
    await execute(
      client,
      sql`insert into ${tables.problem} (is_of_units, row_no, column_index, severity, code, value)
          select true, ${rowNo}, ${column}::integer, 'y',
                 case when ${incoming} is not distinct from ${exported} then 'changed-since-export' else ${both}::text end,
                 ${shown(exported)} || ' → ' || ${shown(current)}
            ${from} ${joinSince(tables, entity)}
           where since.fields ? ${field.key} and ${exported} is distinct from ${current} and ${incoming} is distinct from ${current} ${isSaid(incoming)} and ${saysSomething(field, incoming)}`,
    )
  }
}

export const recordOf = (entity: EntityName, id: Sql): Sql => sql`join ${tableOf(entity)} as r on r.id = ${id}`

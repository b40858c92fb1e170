import { entityNames, type EntityName } from '../../../shared/catalogue/field.ts'
import type { HistoryEntry } from '../../../shared/contract/record.contract.ts'
import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import { tableOf } from '../entity-table.ts'
import { labelOf } from '../read/label-references.ts'
import { imageLabel } from './image-label.ts'

type Named = { entity: EntityName; recordId: number; subjectId: number }

const keyOf = ({ entity, recordId }: Pick<Named, 'entity' | 'recordId'>) => `${entity}.${recordId}`

/**
 * The names of records that the log speaks of, by `entity.id`: as they are called now, or were when they were deleted.
 * The caller has settled that the actor may see them.
 */
export async function labelChanges(
  db: Queryable,
  records: readonly Named[],
): Promise<(record: Pick<Named, 'entity' | 'recordId'>) => string> {
  const labels = new Map<string, string>()
  for (const entity of entityNames) {
    const named = records.filter((record) => record.entity === entity)
    if (named.length === 0) continue
    for (const { id, label } of await liveLabels(db, entity, named)) labels.set(keyOf({ entity, recordId: id }), label)
    const gone = named.filter((record) => !labels.has(keyOf(record)))
    for (const { id, fields } of await lastImages(db, entity, gone)) {
      labels.set(keyOf({ entity, recordId: id }), imageLabel(entity, fields))
    }
  }
  return (record) => labels.get(keyOf(record)) ?? ''
}

const idsOf = (records: readonly Named[]) => [...new Set(records.map(({ recordId }) => recordId))]

const liveLabels = (db: Queryable, entity: EntityName, records: readonly Named[]) =>
  rowsOf<{ id: number; label: string }>(
    db,
    sql`select r.id, ${labelOf(entity)} as label from ${tableOf(entity)} as r where r.id = any(${idsOf(records)}::bigint[])`,
  )

/** What a record was when it was last deleted. */
async function lastImages(db: Queryable, entity: EntityName, records: readonly Named[]) {
  if (records.length === 0) return []
  const subjects = [...new Set(records.map(({ subjectId }) => subjectId))]
  return rowsOf<{ id: number; fields: HistoryEntry['fields'] }>(
    db,
    sql`select distinct on (change.record_id) change.record_id as id, change.fields
          from change
         where change.subject_id = any(${subjects}::bigint[]) and change.entity = ${entity}
           and change.record_id = any(${idsOf(records)}::bigint[]) and change.action = 'd'
         order by change.record_id, change.change_set_id desc`,
  )
}

import { findField } from '../../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { HistoryEntry } from '../../../shared/contract/record.contract.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import type { Sight } from '../read/label-references.ts'

type Cells = HistoryEntry['fields']

/** A row of the log with the head of its change set, as `loggedColumns` reads it. */
export type LoggedChange = {
  changeSet: number
  kind: string
  at: string
  author: string
  source: string | null
  entity: EntityName
  recordId: number
  subjectId: number
  action: 'c' | 'u' | 'd'
  fields: Cells
}

/** What a statement that joins `change` and `change_set` selects of them. */
export const loggedColumns: Sql = sql`
  change_set.id as "changeSet", change_set.kind, change_set.at, change_set.source,
  coalesce((select app_user.name from app_user where app_user.id = change_set.author_id), ${systemActor.name}) as author,
  change.entity, change.record_id as "recordId", change.subject_id as "subjectId", change.action, change.fields`

const actions = { c: 'create', u: 'update', d: 'delete' } as const

/** The change as the API tells it; what is in no field of the catalogue stays in the log, references as `seen`. */
export function historyEntry(change: LoggedChange, label: string | null, seen: Sight['seen']): HistoryEntry {
  const { subjectId: _, ...told } = change
  return { ...told, label, action: actions[change.action], fields: cellsOf(change, seen) }
}

function cellsOf({ entity, fields }: LoggedChange, seen: Sight['seen']): Cells {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, [before, after]]) => {
      const field = findField(entity, key)
      return field ? [[key, [seen(field, before), seen(field, after)] as const]] : []
    }),
  )
}

/** Every value that changes name, old and new, with its field. */
export function loggedValues(changes: readonly LoggedChange[]) {
  return changes.flatMap(({ entity, fields, subjectId: subject }) =>
    Object.entries(fields).flatMap(([key, values]) => {
      const field = findField(entity, key)
      return field ? values.map((value) => ({ field, value, subject })) : []
    }),
  )
}

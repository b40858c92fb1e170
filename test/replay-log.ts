import type { Pool } from 'pg'
import { catalogue } from '../src/shared/catalogue/catalogue.ts'
import { entityNames, type EntityName } from '../src/shared/catalogue/field.ts'
import { rowsOf, sql } from '../src/server/platform/database/sql.ts'

type Cells = Record<string, unknown>
type Change = {
  entity: EntityName
  recordId: number
  action: 'c' | 'u' | 'd'
  fields: Record<string, [unknown, unknown]>
  position: number
}

/** What the change log says the base holds, and where a change found something else than what came before it. */
export type Replayed = { records: Record<string, Cells>; breaks: string[] }

/** The whole change log done again from nothing, in the order of its positions. */
export async function replayLog(pool: Pool): Promise<Replayed> {
  const changes = await rowsOf<Change>(
    pool,
    sql`select change.entity, change.record_id as "recordId", change.action, change.fields, change_set.position
          from change join change_set on change_set.id = change.change_set_id
         order by change_set.position, change.entity, change.record_id`,
  )
  const replayed: Replayed = { records: {}, breaks: [] }
  for (const change of changes) redo(replayed, change)
  return replayed
}

function redo({ records, breaks }: Replayed, { entity, recordId, action, fields, position }: Change): void {
  const name = `${entity} ${recordId}`
  const before = records[name]
  if ((action === 'c') !== (before === undefined)) breaks.push(`${name} at ${position}: ${action}`)
  const after: Cells = { ...before }
  for (const [key, [from, to]] of Object.entries(fields)) {
    if (key === '$record') continue
    if (JSON.stringify(before?.[key] ?? null) !== JSON.stringify(from)) breaks.push(`${name}.${key} at ${position}`)
    if (to === null) delete after[key]
    else after[key] = to
  }
  if (action === 'd') delete records[name]
  else records[name] = after
}

/** What the tables hold, in the form of `Replayed.records`. */
export async function readRecords(pool: Pool): Promise<Record<string, Cells>> {
  const records: Record<string, Cells> = {}
  for (const entity of entityNames) {
    const rows = await rowsOf<{ id: number; row: Cells }>(
      pool,
      sql`select r.id, to_jsonb(r) as row from ${sql.id(entity)} as r order by r.id`,
    )
    for (const { id, row } of rows) {
      const filled = catalogue[entity].filter(({ column }) => (row[column] ?? null) !== null)
      records[`${entity} ${id}`] = Object.fromEntries(filled.map(({ key, column }) => [key, row[column]]))
    }
  }
  return records
}

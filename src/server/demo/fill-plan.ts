import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { execute, sql } from '../platform/database/sql.ts'
import { planTable, type PlanTable } from '../records/plan/plan.ts'
import type { DemoRecord, DemoValue } from './demo-record.ts'

const bytesPerChunk = 256 * 1024

/** The plan creates these records, in one COPY at the pace the server takes it. */
export async function fillPlan(client: ClientBase, table: PlanTable, records: Iterable<DemoRecord>): Promise<void> {
  const columns = ['record_id', 'subject_id', 'action', ...table.fields.map(({ column }) => `new_${column}`)]
  const names = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const copy = client.query(copyFrom(`copy ${table.schema}.${table.name} (${names}) from stdin`))
  await pipeline(Readable.from(chunks(table, records)), copy)
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
}

function* chunks({ fields }: PlanTable, records: Iterable<DemoRecord>): Generator<Buffer> {
  let text = ''
  for (const { id, subjectId, values } of records) {
    text += `${id}\t${subjectId}\tc`
    for (const field of fields) text += `\t${cell(values[field.key] ?? field.default ?? null)}`
    text += '\n'
    if (text.length > bytesPerChunk) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}

/** A value in the text format of COPY; made-up texts hold no tabs, line ends or backslashes. */
function cell(value: DemoValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'object') return `{${value.join(',')}}`
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

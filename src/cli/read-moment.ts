import { onlyRow, sql, type Queryable } from '../server/platform/database/sql.ts'
import { UsageError } from './explain.ts'

const pattern = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/
const hasZone = /(Z|[+-]\d\d:?\d\d)$/i

/** A moment as it is typed, by the clocks of the installation unless it says a zone. Throws a `UsageError`. */
export async function readMoment(db: Queryable, text: string): Promise<string> {
  const refuse = () => new UsageError('--at takes for example "2026-12-01 02:00" or "2026-12-01T02:00:00Z".')
  const zone = hasZone.exec(text)?.[0] ?? ''
  const local = text.slice(0, text.length - zone.length)
  if (!pattern.test(local) || Number.isNaN(Date.parse(`${local.replace(' ', 'T')}Z`))) throw refuse()
  if (zone !== '') return new Date(`${local.replace(' ', 'T')}${zone}`).toISOString()
  const { moment } = await onlyRow<{ moment: string }>(
    db,
    sql`select ${local}::timestamp at time zone local_zone() as moment`,
  )
  return moment
}

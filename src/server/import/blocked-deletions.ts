import type { z } from 'zod'
import type { listBlockedDeletions as contract } from '../../shared/contract/import-check.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText } from '../../shared/errors/rafale-error.ts'
import { firstRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { contactLabel } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'
import type { StoredImport } from './find-import.ts'
import { stageTables } from './plan/stage-tables.ts'

type Found = { id: number; label: string; reason: ErrorCode }

const pageSize = 100

/** Records that no row names and that cannot go, with the reason, in the order of their ids. */
export async function listBlockedDeletions(
  db: Queryable,
  actor: Actor,
  run: StoredImport,
  after = 0,
): Promise<z.infer<typeof contract.result>> {
  const tables = stageTables(run)
  const table = await firstRow<{ exists: boolean }>(
    db,
    sql`select to_regclass(${`stage.${tables.partName('blocked')}`}) is not null as exists`,
  )
  if (!table?.exists) return { records: [], next: null }
  const found = await rowsOf<Found>(
    db,
    sql`select r.id, ${run.entity === 'company' ? sql`r.name` : contactLabel('r')} as label, b.reason
          from ${tables.part('blocked')} as b
          join ${sql.id(run.entity)} as r on r.id = b.record_id
         where b.record_id > ${after} and ${isVisible(run.entity, 'r', actor)}
         order by b.record_id
         limit ${pageSize + 1}`,
  )
  const page = found.slice(0, pageSize)
  return {
    records: page.map(({ id, label, reason }) => ({ id, label, reason: errorText(reason, {}, actor.language) })),
    next: found.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  }
}

import type { EntityName } from '../../shared/catalogue/field.ts'
import type { RefusalReason } from '../../shared/contract/journal.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText } from '../../shared/errors/rafale-error.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { faultParams } from '../records/faults-error.ts'

/** Refusals (code, field, value) by what they say, the most frequent first; `entity` is the one whose field was to change. */
export async function tellReasons(
  db: Queryable,
  actor: Actor,
  entity: EntityName,
  refused: Sql,
): Promise<RefusalReason[]> {
  const found = await rowsOf<{ code: ErrorCode; field: string | null; value: string | null; records: number }>(
    db,
    sql`select code, field, case when count(distinct value) = 1 then min(value) end as value, count(*) as records
          from ${refused} as refused
         group by code, field
         order by count(*) desc, code
         limit 50`,
  )
  return found.map(({ code, field, value, records }) => ({
    code,
    records,
    message: errorText(code, faultParams(entity, field, value ?? '…', actor.language), actor.language),
  }))
}

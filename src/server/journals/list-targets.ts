import type { Field } from '../../shared/catalogue/field.ts'
import type { TargetRow } from '../../shared/contract/journal-targeting.contract.ts'
import type { Filter, Values } from '../../shared/contract/record.contract.ts'
import { findJournalField } from '../../shared/journals/operations.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { columnOf, tableOf } from '../records/entity-table.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { selectionSql } from '../records/read/selection-sql.ts'
import { afterSql, readAfter, sortOf, writeCursor } from '../records/read/sort.ts'
import { isVisible } from '../records/visibility.ts'
import type { StoredJournal } from './find-journal.ts'
import { nameColumns } from './name-columns.ts'
import { operationSql } from './plan/operation-sql.ts'

export type TargetRequest = {
  search?: string | undefined
  filter?: Filter | undefined
  sort?: string | undefined
  direction?: 'asc' | 'desc' | undefined
  after?: string | undefined
  limit?: number | undefined
}

/**
 * A page of the records of a journal that the actor may see. A draft tells what its operation makes of the present value, a
 * validated journal what it wrote. Throws 'filter-invalid', 'field-unknown'.
 */
export async function listTargets(
  db: Queryable,
  actor: Actor,
  journal: StoredJournal,
  request: TargetRequest,
): Promise<{ rows: TargetRow[]; references: Record<string, string>; next: string | null }> {
  const { entity, number } = journal
  const { search, filter, limit = 100 } = request
  const field = journal.field === null ? undefined : findJournalField(entity, journal.field)?.field
  const sort = sortOf(entity, request.sort, request.direction)
  const { before, after, current } = valuesOf(journal, field)
  const found = await rowsOf<TargetRow & { sortKey: string | null }>(
    db,
    sql`select r.id, ${nameColumns(entity)}, r.is_restricted as "isRestricted", ${sort.key}::text as "sortKey",
               ${current} as current, ${before} as before, ${after} as after
          ${selectionSql({ entity, search, filter }, actor, { read: new Set(['address', 'company']), meeting: 'page' })}
           and ${await isTarget(db, number)}
           ${afterSql(sort, readAfter(request.after))}
         order by ${sort.order}
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const rows = page.map(({ sortKey: _key, ...row }) => row)
  const values = rows.flatMap((row) => [row.current, row.before, row.after])
  const { references, seen } = await seeReferences(db, actor, field ? values.map((value) => ({ field, value })) : [])
  const shown = (value: Values[string]) => (field ? seen(field, value) : value)
  return {
    rows: rows.map((row) => ({
      ...row,
      current: shown(row.current),
      before: shown(row.before),
      after: shown(row.after),
      // Whether it holds a hidden one already is not told.
      isUnchanged: shown(row.after) === row.after && isSame(row.before, row.after),
    })),
    references,
    next: found.length > limit && last ? writeCursor({ key: last.sortKey ?? '', id: last.id }) : null,
  }
}

/** Up to so many targets are named one by one: PostgreSQL then does not walk a million names to find them. */
const fewTargets = 2000

async function isTarget(db: Queryable, number: number): Promise<Sql> {
  const first = await rowsOf<{ id: number }>(
    db,
    sql`select t.record_id as id from journal_target as t where t.journal_id = ${number} limit ${fewTargets + 1}`,
  )
  return first.length <= fewTargets
    ? sql`r.id = any(${first.map(({ id }) => id)}::bigint[])`
    : sql`r.id in (select t.record_id from journal_target as t where t.journal_id = ${number})`
}

const isSame = (a: Values[string], b: Values[string]) => JSON.stringify(a) === JSON.stringify(b)

function valuesOf(journal: StoredJournal, field: Field | undefined): Record<'current' | 'before' | 'after', Sql> {
  if (!field) return { current: sql`null`, before: sql`null`, after: sql`null` }
  const current = columnOf(field.entity === 'address' ? 'a' : 'r', field)
  const { operation, value, changeSet } = journal
  if (changeSet !== null) return { current, before: logged(journal, field, 0), after: logged(journal, field, 1) }
  const isComplete = value !== null || operation === 'clear'
  return {
    current,
    before: current,
    after: isComplete ? operationSql({ field, operation, value }, current).value : current,
  }
}

/** What the journal's change set says of the record: the value before (0) or after (1); null for one it did not change. */
const logged = ({ changeSet }: StoredJournal, field: Field, place: 0 | 1): Sql => sql`(
  select change.fields -> ${sql.lit(field.key)} -> ${sql.lit(place)}
    from change
   where change.subject_id = r.id and change.change_set_id = ${changeSet} and change.entity = ${field.entity})`

/** Which of these records are targets that the actor may see. */
export async function findTargets(
  db: Queryable,
  actor: Actor,
  { entity, number }: StoredJournal,
  ids: readonly number[],
): Promise<number[]> {
  const found = await rowsOf<{ id: number }>(
    db,
    sql`select r.id
          from journal_target as t
          join ${tableOf(entity)} as r on r.id = t.record_id
         where t.journal_id = ${number} and t.record_id = any(${ids}::bigint[]) and ${isVisible(entity, 'r', actor)}
         order by r.id`,
  )
  return found.map(({ id }) => id)
}

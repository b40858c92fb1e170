import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { ListEntity, ListRow, Values } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { joined, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { pathOf } from './filter-sql.ts'
import { seeReferences } from './label-references.ts'
import { hitsSql, selectionSql, wordsOf, type Selection } from './selection-sql.ts'
import { readCursor, sortOf, writeCursor, type Sort } from './sort.ts'

export type ListRequest = Selection & {
  columns?: readonly string[] | undefined
  sort?: string | undefined
  direction?: 'asc' | 'desc' | undefined
  after?: string | undefined
  limit?: number | undefined
}

export type RecordPage = {
  rows: ListRow[]
  references: Record<string, string>
  next: string | null
  isUnsorted: boolean
}

/** More hits than this are shown unsorted: sorting all of them would make a page wait. */
const sortableHits = 10_000

const usualColumns: Record<ListEntity, readonly string[]> = {
  company: ['code', 'name', 'salesStatus', 'accountType', 'salesRegion', 'accountManager', 'address.city', 'state'],
  contact: ['lastName', 'firstName', 'company.name', 'position', 'phoneOffice', 'phoneMobile', 'email1', 'assignedTo'],
}

/** A page of visible records, keyset-paged: the same cost at any depth. Throws 'field-unknown', 'filter-invalid'. */
export async function listRecords(db: Queryable, actor: Actor, request: ListRequest): Promise<RecordPage> {
  const { entity } = request
  const paths = (request.columns ?? usualColumns[entity]).map((path) => ({ path, ...pathOf(entity, path, actor) }))
  const read = new Set<EntityName>(paths.map(({ field }) => field.entity))
  const limit = request.limit ?? 100
  const isUnsorted = await hasTooManyHits(db, request)
  const sort = isUnsorted ? sortOf(entity, 'id', 'asc') : sortOf(entity, request.sort, request.direction)
  const cells = joined([
    sql`r.id, r.version, r.is_restricted as "isRestricted"`,
    sql`${sort.key}::text as "sortKey"`,
    ...paths.map(({ column }, index) => sql`${column} as ${sql.id(`c${index}`)}`),
  ])
  const found = await rowsOf<Record<string, unknown> & { id: number }>(
    db,
    sql`select ${cells} ${selectionSql(request, actor, read)} ${afterSql(sort, request.after)}
         order by ${sort.order} limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const rows = page.map((row): ListRow => ({
    id: row.id,
    version: row['version'] as number,
    isRestricted: row['isRestricted'] as boolean,
    values: Object.fromEntries(paths.map(({ path }, index) => [path, (row[`c${index}`] ?? null) as Values[string]])),
  }))
  const last = page.at(-1)
  const { references, seen } = await seeReferences(
    db,
    actor,
    paths.flatMap(({ field, path }) => rows.map((row) => ({ field, value: row.values[path] ?? null }))),
  )
  const shown = (row: ListRow): Values =>
    Object.fromEntries(paths.map(({ field, path }) => [path, seen(field, row.values[path] ?? null)]))
  return {
    rows: rows.map((row) => ({ ...row, values: shown(row) })),
    references,
    next:
      found.length > limit && last ? writeCursor({ key: (last['sortKey'] as string | null) ?? '', id: last.id }) : null,
    isUnsorted,
  }
}

async function hasTooManyHits(db: Queryable, request: ListRequest): Promise<boolean> {
  const words = wordsOf(request.search)
  if (words.length === 0) return false
  const { hits } = await onlyRow<{ hits: number }>(
    db,
    sql`select count(*) as hits from (${hitsSql(request.entity, words)} limit ${sortableHits + 1}) as hit`,
  )
  return hits > sortableHits
}

/** `and …` that begins a page behind a cursor; nothing for the first. Throws 'filter-invalid' for none of ours. */
export function afterSql(sort: Sort, after: string | undefined): Sql {
  if (after === undefined) return sql``
  const cursor = readCursor(after)
  if (!cursor) throw new RafaleError('filter-invalid', { detail: 'after' })
  return sql`and ${sort.after(cursor)}`
}

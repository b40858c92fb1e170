import type { EntityName } from '../../../shared/catalogue/field.ts'
import { isMaskable } from '../../../shared/catalogue/masked-value.ts'
import type { ListEntity, ListRow, Values } from '../../../shared/contract/record.contract.ts'
import { joined, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../entity-table.ts'
import { pathOf } from './filter-sql.ts'
import { seeReferences } from './label-references.ts'
import { hitBlocks, sortedHits, type HitIds } from './search-hits.ts'
import { besideSql, selectionSql, wordsOf, type Selection } from './selection-sql.ts'
import { afterSql, readAfter, sortOf, writeCursor, type Sort } from './sort.ts'

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

type FoundRow = Record<string, unknown> & { id: number }

const usualColumns: Record<ListEntity, readonly string[]> = {
  company: ['code', 'name', 'salesStatus', 'accountType', 'salesRegion', 'accountManager', 'address.city', 'state'],
  contact: ['lastName', 'firstName', 'company.name', 'position', 'phoneOffice', 'phoneMobile', 'email1', 'assignedTo'],
}

/** A page of visible records, keyset-paged: the same cost at any depth. Throws 'field-unknown', 'filter-invalid'. */
export async function listRecords(db: Queryable, actor: Actor, request: ListRequest): Promise<RecordPage> {
  const { entity } = request
  const paths = (request.columns ?? usualColumns[entity]).map((path, index) => ({
    path,
    cell: `c${index}`,
    ...pathOf(entity, path, actor),
  }))
  const read = new Set<EntityName>(paths.map(({ field }) => field.entity))
  const limit = request.limit ?? 100
  const words = wordsOf(request.search)
  const hits = words.length === 0 ? undefined : await sortedHits(db, entity, words)
  const isUnsorted = hits === null
  const sort = isUnsorted ? sortOf(entity, 'id', 'asc') : sortOf(entity, request.sort, request.direction)
  const cells = joined([
    sql`r.id, r.version, r.is_restricted as "isRestricted"`,
    sql`${sort.key}::text as "sortKey"`,
    ...paths.map(({ column, cell }) => sql`${column} as ${sql.id(cell)}`),
  ])
  const found = await findRows(db, actor, { ...request, cells, read, sort, hits, words, limit })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const { references, seen } = await seeReferences(
    db,
    actor,
    paths
      .filter(({ field }) => isMaskable(field))
      .flatMap(({ field, cell }) => page.map((row) => ({ field, value: (row[cell] ?? null) as Values[string] }))),
  )
  const rows = page.map((row): ListRow => {
    const values: Values = {}
    for (const { field, path, cell } of paths) values[path] = seen(field, (row[cell] ?? null) as Values[string])
    return { id: row.id, version: row['version'] as number, isRestricted: row['isRestricted'] as boolean, values }
  })
  return {
    rows,
    references,
    next:
      found.length > limit && last ? writeCursor({ key: (last['sortKey'] as string | null) ?? '', id: last.id }) : null,
    isUnsorted,
  }
}

type Finding = Omit<ListRequest, 'sort' | 'limit'> & {
  cells: Sql
  /** What the cells are read from. */
  read: ReadonlySet<EntityName>
  sort: Sort
  words: readonly string[]
  /** Of a search: its hits, or null when they are too many to be sorted. */
  hits: HitIds | null | undefined
  limit: number
}

/** The rows of a page, and one more when there is one. */
async function findRows(db: Queryable, actor: Actor, finding: Finding): Promise<FoundRow[]> {
  const { entity, filter, cells, read, sort, words, hits, limit } = finding
  const after = readAfter(finding.after)
  const selected = (beside: ReadonlySet<EntityName>, isAlso = sql``) => sql`
    ${selectionSql({ entity, filter }, actor, { read: beside, meeting: 'page' })}
    ${isAlso} ${afterSql(sort, after)}
    order by ${sort.order} limit ${limit + 1}`
  // What is beside the hits of a search is read for those of the page alone: 18,000 addresses took half of its time.
  const among = (ids: HitIds) =>
    rowsOf<FoundRow>(
      db,
      sql`select ${cells}
            from (select r.id ${selected(new Set(), sql`and r.id = any(${ids}::bigint[])`)}) as page
            join ${tableOf(entity)} as r on r.id = page.id ${besideSql(entity, read)}
           order by ${sort.order}`,
    )
  if (hits === undefined) return rowsOf<FoundRow>(db, sql`select ${cells} ${selected(read)}`)
  if (hits !== null) return among(hits)
  const found: FoundRow[] = []
  // Enough for a page unless most are hidden or filtered out.
  const size = 2 * (limit + 1)
  for await (const block of hitBlocks(db, { entity, words, after: after?.id ?? 0, size })) {
    found.push(...(await among(block)))
    if (found.length > limit) break
  }
  return found
}

import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'

/** Where a page ended: the last row's sort key and id. */
export type Cursor = { key: string; id: number }

export type Sort = { key: Sql; order: Sql; after: (cursor: Cursor) => Sql }

/** The sorts offered, each on an index, so that a page costs the same at any depth and size. */
const sorts: Record<ListEntity, Record<string, Sql>> = {
  company: { name: sql`r.name collate "fr-x-icu"`, code: sql`r.code_key` },
  contact: { lastName: sql`coalesce(r.last_name, '') collate "fr-x-icu"` },
}
const usual: Record<ListEntity, string> = { company: 'name', contact: 'lastName' }

/** The order of a list; `id` is the order of creation. Throws 'field-unknown' for a field that is not sorted on. */
export function sortOf(entity: ListEntity, name = usual[entity], direction: 'asc' | 'desc' = 'asc'): Sort {
  const way = sql.raw(direction)
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  if (name === 'id') {
    return { key: sql`r.id`, order: sql`r.id ${way}`, after: ({ id }) => sql`r.id ${beyond} ${id}` }
  }
  const key = sorts[entity][name]
  if (!key) throw new RafaleError('field-unknown', { field: name }, name)
  return {
    key,
    order: sql`${key} ${way}, r.id ${way}`,
    after: (cursor) => sql`(${key}, r.id) ${beyond} (${cursor.key}, ${cursor.id}::bigint)`,
  }
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.key, cursor.id])).toString('base64url')

/** A cursor read back, or undefined when it is none of ours. */
function readCursor(text: string): Cursor | undefined {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    return typeof key === 'string' && typeof id === 'number' ? { key, id } : undefined
  } catch {
    return undefined
  }
}

/** The place a page begins behind; undefined for the first. Throws 'filter-invalid' for none of ours. */
export function readAfter(after: string | undefined): Cursor | undefined {
  if (after === undefined) return undefined
  const cursor = readCursor(after)
  if (!cursor) throw new RafaleError('filter-invalid', { detail: 'after' })
  return cursor
}

/** `and …` that begins a page behind a place; nothing for the first. */
export const afterSql = (sort: Sort, after: Cursor | undefined): Sql =>
  after === undefined ? sql`` : sql`and ${sort.after(after)}`

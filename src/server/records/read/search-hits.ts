import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { hitsSql } from './selection-sql.ts'

/** More hits than this are shown unsorted: sorting all of them would make a page wait. */
export const sortableHits = 10_000

/** Ids of hits as the text of an array: as a parameter it goes back unread, and PostgreSQL sees how many they are. */
export type HitIds = string

/** All hits of a search, or null when they are too many to be sorted. */
export async function sortedHits(db: Queryable, entity: ListEntity, words: readonly string[]): Promise<HitIds | null> {
  const { ids } = await onlyRow<{ ids: HitIds | null }>(
    db,
    sql`select case when count(*) <= ${sortableHits} then coalesce(array_agg(hit.id)::text, '{}') end as ids
          from (${hitsSql(entity, words)} limit ${sortableHits + 1}) as hit`,
  )
  return ids
}

/** The hits behind `after` in the order of their ids, in blocks: of `size`, then each four times as large as the one before. */
export async function* hitBlocks(
  db: Queryable,
  search: { entity: ListEntity; words: readonly string[]; after: number; size: number },
): AsyncGenerator<HitIds> {
  let { after } = search
  for (let { size } = search; ; size *= 4) {
    const block = await onlyRow<{ ids: HitIds; count: number; last: number }>(
      db,
      sql`select coalesce(array_agg(hit.id)::text, '{}') as ids, count(*) as count, coalesce(max(hit.id), 0) as last
            from (${hitsSql(search.entity, search.words)} and s.id > ${after} order by s.id limit ${size}) as hit`,
    )
    yield block.ids
    if (block.count < size) return
    after = block.last
  }
}

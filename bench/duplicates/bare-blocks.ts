import type { Pool } from 'pg'
import { mostInBlock } from '../../src/server/duplicates/search-duplicates.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { blocksSql, profilesSql } from '../../src/server/records/likeness/likeness.ts'
import { tableOf } from '../../src/server/records/entity-table.ts'
import type { ListEntity } from '../../src/shared/contract/record.contract.ts'

/** One statement that reads the same records and joins the same blocks to themselves: how many pairs; nothing is scored or kept. */
export async function countBarePairs(pool: Pool, entity: ListEntity): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(`set work_mem = '256MB'`)
    const { pairs } = await onlyRow<{ pairs: number }>(
      client,
      sql`with profile as materialized (${profilesSql(entity, tableOf(entity), sql`true`)}),
            block as materialized (${blocksSql(entity, sql`profile`)}),
            size as materialized (
              select b.kind, b.key from block as b group by b.kind, b.key having count(*) between 2 and ${sql.lit(mostInBlock)}),
            shared as materialized (select b.kind, b.key, b.id from block as b join size as s on s.kind = b.kind and s.key = b.key)
          select count(*) as pairs from (
            select distinct low.id, high.id from shared as low
              join shared as high on high.kind = low.kind and high.key = low.key and high.id > low.id) as pair (low, high)`,
    )
    return pairs
  } finally {
    client.release(true)
  }
}

import type { BenchServer } from './bench-server.ts'

/** The share of updates of a table that touched no index, 0 to 1. Asked once every connection that updated is closed. */
export function hotShare(server: BenchServer, database: string, table: string): Promise<number> {
  return server.withDatabase(database, async (pool) => {
    const { rows } = await pool.query<{ updates: number; hot: number }>(
      `select n_tup_upd as updates, n_tup_hot_upd as hot from pg_stat_user_tables where relname = $1`,
      [table],
    )
    const { updates, hot } = rows[0] ?? { updates: 0, hot: 0 }
    return updates === 0 ? Number.NaN : hot / updates
  })
}

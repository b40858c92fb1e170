import type { ClientBase } from 'pg'

/** From this many records on, looking each one up costs more than reading the table once. */
const manyRecords = 20_000

/**
 * The transaction's statements suit bulk work on about so many records. Sorts and hashes get 256 MB (0.7 of the time of
 * the default). With many records nested loops are off: tables filled in the same transaction have no statistics yet, and
 * one wrong guess made an undo of 400,000 records take hours instead of seconds.
 */
export async function tuneForBulk(client: ClientBase, records: number): Promise<void> {
  await client.query(`set local work_mem = '256MB'`)
  // Remembering results by all the cells of a row, as PostgreSQL would, finds none again.
  await client.query(`set local enable_memoize = off`)
  // By the default a plan of many rows stays on one core, 1.5 times as long as on two (docs/adr/0016).
  await client.query(`set local parallel_tuple_cost = 0.01`)
  await client.query(`set local parallel_setup_cost = 1000`)
  await client.query(`set local enable_nestloop = ${records >= manyRecords ? 'off' : 'on'}`)
}

import type { Pool } from 'pg'

/** What was written before is on the disk: it does not slow what is measured next. */
export async function checkpoint(pool: Pool): Promise<void> {
  await pool.query('checkpoint')
}

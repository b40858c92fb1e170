import { quietNight } from '../measure/quiet-night.ts'
import { userEmails } from '../data/company-columns.ts'
import type { Bench } from '../measure/bench.ts'
import { dropStage } from './floor-tables.ts'

/** `empty` has the lists of every installation, and three users for the files to name. */
export async function prepareEmpty({ server }: Bench): Promise<void> {
  await server.createEmpty('empty')
  await server.withDatabase('empty', async (pool) => {
    await pool.query(
      `insert into app_user (email, name, role_id)
       select one.email, one.email, role.id from unnest($1::text[]) as one (email), role where role.code = 'administrator'`,
      [userEmails],
    )
    await quietNight(pool)
  })
}

/** The base is as a quiet night leaves it: nothing staged, vacuumed, analysed. */
export async function settle({ server }: Bench, base: string): Promise<void> {
  await server.withDatabase(base, async (pool) => {
    await dropStage(pool)
    await quietNight(pool)
  })
}

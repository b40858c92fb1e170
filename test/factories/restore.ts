import type { Pool } from 'pg'
import { reverse } from '../../src/server/jobs/reverse.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { restoreSource } from '../../src/server/records/plan/reversal-source.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'

/** The base as it was at a restore point, as the command line takes it there. */
export async function restoreTo(pool: Pool, point: number): Promise<void> {
  const { position } = await onlyRow<{ position: number }>(
    pool,
    sql`select position from restore_point where id = ${point}`,
  )
  await reverse(
    pool,
    { actor: systemActor, report: async () => {}, watch: async () => {}, waitFor: async () => {} },
    {
      head: { kind: 'restore', source: 'Avant' },
      sourceOf: (client, name) => restoreSource(client, position, `${name}_source`),
    },
  )
}

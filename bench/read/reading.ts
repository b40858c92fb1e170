import type { Pool } from 'pg'
import type { Actor } from '../../src/server/platform/auth/actor.ts'

/** One reading, by the engine and by bare SQL; both tell the ids found in order, or a count as its only item. */
export type Sample = {
  ours: (pool: Pool, actor: Actor) => Promise<number[]>
  bare: (pool: Pool) => Promise<number[]>
  /** Whether both must find the same when the actor sees all: not where one of them may take any of many hits. */
  isSame?: boolean
}
/** Readings of one kind; one sample is read again and again, several in turn. */
export type Reading = {
  what: string
  samples: readonly Sample[]
  /** An index gives it in order: it takes as long in a base of any size. */
  isFlat?: true
}

/** The ids of a bare query. */
export async function idsOf(pool: Pool, text: string, values: readonly unknown[] = []): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(text, [...values])
  return rows.map(({ id }) => id)
}

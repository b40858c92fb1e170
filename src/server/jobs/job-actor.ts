import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { loadUser } from '../platform/auth/load-caller.ts'
import type { Queryable } from '../platform/database/sql.ts'
import { systemActor, type Actor } from '../platform/auth/actor.ts'

/** Whom a job acts as: its user with the rights he has now, or the system. Throws 'job-user-gone' when he is inactive or gone. */
export async function jobActor(db: Queryable, userId: number | null): Promise<Actor> {
  if (userId === null) return systemActor
  const user = await loadUser(db, userId)
  if (!user) throw new RafaleError('job-user-gone')
  return user
}

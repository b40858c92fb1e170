import { pino } from 'pino'
import type { Actor } from '../server/platform/auth/actor.ts'
import { systemActor } from '../server/platform/auth/actor.ts'
import { loadUser } from '../server/platform/auth/load-caller.ts'
import { readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database/open-database.ts'
import { firstRow, sql, type Queryable } from '../server/platform/database/sql.ts'
import { openSecrets } from '../server/platform/secrets/secrets.ts'
import type { Services } from '../server/platform/services.ts'
import { prepareDatabase } from '../server/prepare-database.ts'
import { settleSecrets } from '../server/secrets/settle-secrets.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'

/** What a command works with: the services of the application, and whom it acts as. */
export type Session = Services & { actor: Actor }

/** The database of the settings for the length of `work`: opened, or its running server joined, and left afterwards. */
export async function withServices<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const log = pino({ level: process.env['RAFALE_LOG_LEVEL'] ? config.logLevel : 'warn' }, pino.destination(2))
  const database = await openDatabase(config, log)
  try {
    const { pool, connection } = database
    return await work({ config, log, pool, connection, secrets: openSecrets(config) })
  } finally {
    await database.close()
  }
}

/** The same with the tables of this version, as the system or as the user of an e-mail; throws 'reference-unknown'. */
export function withSession<T>({ as }: { as?: string }, work: (session: Session) => Promise<T>): Promise<T> {
  return withServices(async (services) => {
    await prepareDatabase(services.pool)
    await settleSecrets(services)
    return work({ ...services, actor: as === undefined ? systemActor : await findActor(services, as) })
  })
}

async function findActor({ pool }: Services, email: string): Promise<Actor> {
  const user = await loadUser(pool, await findUser(pool, email))
  if (!user) throw new RafaleError('reference-unknown', { value: email })
  return user
}

/** The id of the user of an e-mail, active or not; throws 'reference-unknown'. */
export async function findUser(db: Queryable, email: string): Promise<number> {
  const found = await firstRow<{ id: number }>(db, sql`select id from app_user where lower(email) = lower(${email})`)
  if (!found) throw new RafaleError('reference-unknown', { value: email })
  return found.id
}

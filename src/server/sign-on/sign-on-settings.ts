import type { z } from 'zod'
import {
  signOnSettings,
  type saveSignOn,
  type SignOnSettings,
  type SignOnState,
} from '../../shared/contract/sign-on.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { linkBase } from '../platform/mail/link-base.ts'
import type { Services } from '../platform/services.ts'
import { discover } from './provider.ts'

/** The settings with the secret of the client. */
export type SignOn = SignOnSettings & { secret: string | null }

/** The single sign-on, undefined when there is none. */
export async function readSignOn(db: Queryable): Promise<SignOn | undefined> {
  const row = await firstRow<{ value: SignOn }>(db, sql`select value from setting where key = 'sign-on'`)
  return row && { ...signOnSettings.parse(row.value), secret: row.value.secret }
}

/** Where the provider sends the browser back to. */
export const redirectUri = async ({ pool, config }: Services): Promise<string> =>
  `${await linkBase(pool, config)}/sign-on`

export async function signOnState(services: Services): Promise<SignOnState> {
  const found = await readSignOn(services.pool)
  return { settings: found ? signOnSettings.parse(found) : null, redirectUri: await redirectUri(services) }
}

/** The single sign-on is in force; throws 'sign-on-failed' when the provider does not answer as one, and nothing changes. */
export async function changeSignOn(
  services: Services,
  actor: Actor,
  given: z.infer<NonNullable<typeof saveSignOn.body>>,
): Promise<SignOnState> {
  const before = await readSignOn(services.pool)
  const isSame = before?.issuer === given.issuer && before.clientId === given.clientId
  const signOn: SignOn = {
    ...given,
    secret: given.secret === undefined && isSame ? before.secret : (given.secret ?? null),
  }
  await discover(signOn)
  await inTransaction(services.pool, async (client) => {
    await execute(
      client,
      sql`insert into setting (key, value) values ('sign-on', ${JSON.stringify(signOn)}::jsonb)
          on conflict (key) do update set value = excluded.value`,
    )
    const { secret: _, ...detail } = signOn
    await writeAudit(client, { action: 'sign-on-changed', userId: actor.userId, detail })
  })
  return signOnState(services)
}

/** There is no single sign-on; who came by it needs a password. */
export async function forgetSignOn(services: Services, actor: Actor): Promise<SignOnState> {
  await inTransaction(services.pool, async (client) => {
    await execute(client, sql`delete from setting where key = 'sign-on'`)
    await writeAudit(client, { action: 'sign-on-changed', userId: actor.userId, detail: { issuer: null } })
  })
  return signOnState(services)
}

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
import { signOnSlot } from '../platform/secrets/slots.ts'
import type { Services } from '../platform/services.ts'
import { discover } from './provider.ts'

/** The settings with the secret of the client. */
export type SignOn = SignOnSettings & { secret: string | null }

const readRow = (db: Queryable) => firstRow<{ value: SignOn }>(db, sql`select value from setting where key = 'sign-on'`)

/** The single sign-on, undefined when there is none. Throws 'secret-key-missing', 'secret-damaged'. */
export async function openSignOn({ pool, secrets }: Services): Promise<SignOn | undefined> {
  const row = await readRow(pool)
  if (!row) return undefined
  const { secret } = row.value
  return {
    ...signOnSettings.parse(row.value),
    secret: secret === null ? null : await secrets.open(signOnSlot, secret),
  }
}

/** Where the provider sends the browser back to. */
export const redirectUri = async ({ pool, config }: Services): Promise<string> =>
  `${await linkBase(pool, config)}/sign-on`

export async function signOnState(services: Services): Promise<SignOnState> {
  const found = await readRow(services.pool)
  return { settings: found ? signOnSettings.parse(found.value) : null, redirectUri: await redirectUri(services) }
}

/** The single sign-on is in force; throws 'sign-on-failed' when the provider does not answer as one, and nothing changes. */
export async function changeSignOn(
  services: Services,
  actor: Actor,
  given: z.infer<NonNullable<typeof saveSignOn.body>>,
): Promise<SignOnState> {
  const { secret: typed, ...settings } = given
  const secret = typed === undefined ? await keptSecret(services, settings) : typed
  await discover({ ...settings, secret })
  await inTransaction(services.pool, async (client) => {
    const sealed = secret === null ? null : await services.secrets.seal(client, signOnSlot, secret)
    await execute(
      client,
      sql`insert into setting (key, value) values ('sign-on', ${JSON.stringify({ ...settings, secret: sealed })}::jsonb)
          on conflict (key) do update set value = excluded.value`,
    )
    await writeAudit(client, { action: 'sign-on-changed', userId: actor.userId, detail: settings })
  })
  return signOnState(services)
}

/** A stored secret goes to no other provider and no other client than those it was given for. */
async function keptSecret(
  services: Services,
  { issuer, clientId }: Pick<SignOnSettings, 'issuer' | 'clientId'>,
): Promise<string | null> {
  const before = (await readRow(services.pool))?.value
  if (before?.issuer !== issuer || before.clientId !== clientId) return null
  return (await openSignOn(services))?.secret ?? null
}

/** There is no single sign-on; who came by it needs a password. */
export async function forgetSignOn(services: Services, actor: Actor): Promise<SignOnState> {
  await inTransaction(services.pool, async (client) => {
    await execute(client, sql`delete from setting where key = 'sign-on'`)
    await writeAudit(client, { action: 'sign-on-changed', userId: actor.userId, detail: { issuer: null } })
  })
  return signOnState(services)
}

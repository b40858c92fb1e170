import { Secret, TOTP } from 'otpauth'
import * as accounts from '../../src/shared/contract/account.contract.ts'
import type { TestServer } from '../test-server.ts'
import { createUser, type NewUser, type User } from './user.ts'

/** The code an authenticator shows, so many steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

export type WithFactor = {
  user: User
  email: string
  secret: string
  uri: string
  recoveryCodes: string[]
  /** The code it was set up with, which is not good again. */
  usedCode: string
}

/** A user who has set a second factor up, by the code of now. */
export async function userWithFactor(
  server: TestServer,
  { email, password, ...given }: NewUser & { email: string; password: string },
): Promise<WithFactor> {
  const user = await createUser(server, { ...given, email, password })
  const { secret, uri } = (await user.call(accounts.startSecondFactor)).result
  const usedCode = codeOf(secret)
  const confirmed = await user.call(accounts.confirmSecondFactor, { body: { secret, code: usedCode, password } })
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.problem))
  return { user, email, secret, uri, recoveryCodes: confirmed.result.recoveryCodes, usedCode }
}

/** Time goes on: the code of now is good again. */
export const forgetStep = ({ pool }: Pick<TestServer, 'pool'>, { id }: { id: number }): Promise<unknown> =>
  pool.query(`update app_user set totp_last_step = 0 where id = $1`, [id])

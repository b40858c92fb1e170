import { hash, verify } from '@node-rs/argon2'

/** Argon2id as OWASP advises: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of a password nobody has: compared with when there is no user, so that both answers take as long. */
const nobody = hash('a password that nobody has', cost)

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether the password is the one of the hash; never, but as slowly, when there is no hash. */
export async function isPassword(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await nobody), password).catch(() => false)
  return isRight && passwordHash != null
}

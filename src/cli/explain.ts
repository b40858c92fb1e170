import { RafaleError } from '../shared/errors/rafale-error.ts'
import { ConfigError } from '../server/platform/config.ts'
import { DatabaseError } from '../server/platform/database/check-server.ts'
import { PostgresStartError } from '../server/platform/postgres/postgres-start-error.ts'

import { terminalLanguage } from './language.ts'

/** What was typed cannot be meant; the command did nothing. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export type Told = { code: string; message: string; isUsage?: true }

const plain = [ConfigError, DatabaseError, PostgresStartError]

/** An error as the command line says it: a refusal in words, a fault of ours with where it came from. */
export function explain(error: unknown): Told {
  if (error instanceof RafaleError) return { code: error.code, message: error.textIn(terminalLanguage()) }
  if (error instanceof UsageError) return { code: 'usage', message: error.message, isUsage: true }
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (plain.some((kind) => error instanceof kind)) return { code: 'not-available', message }
  // What the disk says of a file that was named is the user's to mend.
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return { code, message }
  return { code: 'internal', message: stack ?? String(error) }
}

import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { parseKeys } from './secrets/parse-keys.ts'

/** A setting: its environment variable, what it takes, its default as written in the documentation, and what it is for. */
type Setting<Schema extends z.ZodType = z.ZodType> = { env: string; schema: Schema; fallback: string; about: string }

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const address = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  })

/** Every setting there is. `docs/settings.md` has the same list, and a test keeps them equal. */
export const settings = {
  port: {
    env: 'PORT',
    schema: wholeNumber(0, 65_535).default(3000),
    fallback: '3000',
    about: 'The TCP port of the web application and the API; 0 takes any free one.',
  },
  host: {
    env: 'RAFALE_HOST',
    schema: z.string().default('127.0.0.1'),
    fallback: '127.0.0.1',
    about: 'The address to listen on: 127.0.0.1 is this machine only, 0.0.0.0 every network it is on.',
  },
  publicUrl: {
    env: 'RAFALE_PUBLIC_URL',
    schema: address('http', 'https')
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
    fallback: 'the address it listens on',
    about: 'The address users type, for links in e-mails. With https, cookies are secure and HSTS is on.',
  },
  trustProxy: {
    env: 'RAFALE_TRUST_PROXY',
    schema: z.stringbool().default(false),
    fallback: 'no',
    about: 'Whether a reverse proxy in front tells the client’s address (X-Forwarded-For): yes or no.',
  },
  dataDir: {
    env: 'RAFALE_DATA_DIR',
    schema: z
      .string()
      .default(() => defaultDataDir())
      .transform((directory) => resolve(directory.replace(/^~(?=\/|$)/, homedir()))),
    fallback: '~/.local/share/rafale, or `data` in the checkout when that exists',
    about: 'Where uploaded files live, and the base too unless DATABASE_URL is set.',
  },
  secretKey: {
    env: 'RAFALE_SECRET_KEY',
    schema: z
      .string()
      .refine((value) => parseKeys(value) !== undefined, {
        error: 'must be 32 random bytes in base64, as `openssl rand -base64 32` makes them',
      })
      .optional(),
    fallback: 'the file below',
    about:
      'The key that passwords and second factors in the base are encrypted with; several, comma between: the first.',
  },
  secretKeyFile: {
    env: 'RAFALE_SECRET_KEY_FILE',
    schema: z
      .string()
      .transform((path) => resolve(path.replace(/^~(?=\/|$)/, homedir())))
      .optional(),
    fallback: '`secret.key` in the data directory, made at the first start',
    about: 'A file with that key, or those keys, instead.',
  },
  backupDir: {
    env: 'RAFALE_BACKUP_DIR',
    schema: z
      .string()
      .transform((directory) => resolve(directory.replace(/^~(?=\/|$)/, homedir())))
      .optional(),
    fallback: '`backups` in the data directory',
    about: 'Where backups are kept that are made on the page of the system or by the clock; another disk is better.',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    schema: address('postgres', 'postgresql').optional(),
    fallback: 'the PostgreSQL that comes with Rafale',
    about: 'A PostgreSQL server of your own, 15 or later, with the extension pg_trgm.',
  },
  databasePool: {
    env: 'RAFALE_DATABASE_POOL',
    schema: wholeNumber(2, 200).default(20),
    fallback: '20',
    about: 'How many connections to PostgreSQL one process opens at most.',
  },
  role: {
    env: 'RAFALE_ROLE',
    schema: z.enum(['all', 'web', 'worker']).default('all'),
    fallback: 'all',
    about: 'What this process does: web answers requests, worker runs imports, mails and the like, all does both.',
  },
  smtpUrl: {
    env: 'SMTP_URL',
    schema: address('smtp', 'smtps').optional(),
    fallback: 'none: mails wait in the outbox, where administrators can read them',
    about: 'The mail server, unless one is set in Administration: smtp://user:password@host:587 or smtps://….',
  },
  mailFrom: {
    env: 'RAFALE_MAIL_FROM',
    schema: z.string().includes('@').default('Rafale <rafale@localhost>'),
    fallback: 'Rafale <rafale@localhost>',
    about: 'The sender of every mail.',
  },
  logLevel: {
    env: 'RAFALE_LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    fallback: 'info',
    about: 'The least serious messages to log: trace, debug, info, warn, error or silent.',
  },
  timezone: {
    env: 'RAFALE_TIMEZONE',
    schema: z
      .string()
      .refine(isTimezone, { error: 'must be a time zone such as Europe/Paris' })
      .default('Europe/Paris'),
    fallback: 'Europe/Paris',
    about: 'The time zone that days begin in: dates of files, deadlines, scheduled work.',
  },
  watchDir: {
    env: 'RAFALE_WATCH_DIR',
    schema: z
      .string()
      .transform((directory) => resolve(directory.replace(/^~(?=\/|$)/, homedir())))
      .optional(),
    fallback: 'none: only SFTP servers can be looked into',
    about: 'The folder below which recurring imports may watch folders; nothing outside it is ever read.',
  },
  maxUploadMb: {
    env: 'RAFALE_MAX_UPLOAD_MB',
    schema: wholeNumber(1, 1_000_000).default(2048),
    fallback: '2048',
    about: 'The largest file that can be uploaded, in megabytes.',
  },
} as const satisfies Record<string, Setting>

/** `data` of the checkout, and not of the working directory: the command line run elsewhere must find the same base. */
function defaultDataDir(): string {
  const inCheckout = fileURLToPath(new URL('../../../data', import.meta.url))
  return existsSync(inCheckout) ? inCheckout : join(homedir(), '.local', 'share', 'rafale')
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { findMapping } from '../server/import/mappings/saved-mappings.ts'
import { loadUser } from '../server/platform/auth/load-caller.ts'
import { firstRow, sql } from '../server/platform/database/sql.ts'
import type {
  SourceInput,
  SourceLimits,
  SourcePlace,
  SourceSchedule,
} from '../shared/contract/import-source.contract.ts'
import { importModes } from '../shared/contract/import.contract.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'
import { UsageError } from './explain.ts'
import { wholeNumber } from './options.ts'
import type { OutputOptions } from './print.ts'
import type { Session } from './with-session.ts'

type Limit = SourceLimits['creations']

export type SourceOptions = OutputOptions & {
  as?: string
  folder?: string
  sftp?: Extract<SourcePlace, { kind: 'sftp' }>
  passwordStdin?: true
  keyFile?: string
  passphraseFile?: string
  hostKey?: string
  move?: true
  pattern: string
  entity: 'company' | 'contact'
  mapping: string
  mode: (typeof importModes)[number]
  every?: number
  daily?: string
  cron?: string
  timeZone?: string
  maxCreations?: Limit
  maxUpdates?: Limit
  maxDeletions?: Limit
  maxRefused?: Limit
  changedHeaders?: true
  hold: boolean
  user?: string
  mailTo: string[]
  off?: true
}

/** `200` or `5%`. */
function readLimit(text: string): NonNullable<Limit> {
  const found = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text)
  if (!found) throw new InvalidArgumentError('It must be a number, or a percentage such as 5%.')
  return { value: Number(found[1]), unit: found[2] === '%' ? 'percent' : 'count' }
}

/** `user@host[:port][/directory]`. */
function readSftp(text: string): Extract<SourcePlace, { kind: 'sftp' }> {
  const found = /^([^@\s]+)@([^:/\s]+)(?::(\d+))?(\/.*)?$/.exec(text)
  if (!found) throw new InvalidArgumentError('It must be user@host[:port][/directory].')
  const [, user = '', host = '', port, directory] = found
  return {
    kind: 'sftp',
    user,
    host,
    port: Number(port ?? 22),
    directory: directory ?? '.',
    hostKey: null,
    moves: false,
  }
}

export const addSourceOptions = (command: Command): Command =>
  command
    .option('--folder <path>', 'a folder below RAFALE_WATCH_DIR')
    .option('--sftp <user@host[:port][/directory]>', 'a directory of an SFTP server', readSftp)
    .option('--password-stdin', 'SFTP: read the password from standard input')
    .option('--key-file <file>', 'SFTP: private key, OpenSSH or PEM')
    .option('--passphrase-file <file>', 'SFTP: a file that holds the passphrase of the key')
    .option('--host-key <fingerprint>', 'SFTP: SHA256:… of the server (default: kept at the first test)')
    .option('--move', 'SFTP: put files away in done and refused (default: they stay and are remembered)')
    .option('--pattern <pattern>', 'names of the files, with * and ?; several with ;', '*')
    .addOption(new Option('--entity <entity>', 'what its rows are').choices(['company', 'contact']).default('company'))
    .requiredOption('--mapping <name>', 'saved mapping')
    .addOption(new Option('--mode <mode>', 'what it may do').choices([...importModes]).default('update'))
    .option('--every <minutes>', 'look every so many minutes', wholeNumber())
    .option('--daily <hh:mm>', 'look once a day')
    .option('--cron <expression>', 'look by five fields: minute, hour, day, month, weekday')
    .option('--time-zone <zone>', 'of --daily and --cron (default: that of the installation)')
    .option('--max-creations <limit>', 'stop above 200, or 5% of the rows', readLimit)
    .option('--max-updates <limit>', 'stop above so many, or such a share of the rows', readLimit)
    .option('--max-deletions <limit>', 'stop above so many, or such a share of the records concerned', readLimit)
    .option('--max-refused <limit>', 'stop above so many, or such a share of the rows', readLimit)
    .option('--changed-headers', 'do not stop when headers came or went since the mapping was saved')
    .option('--no-hold', 'take further files while the draft of one that was stopped waits')
    .option('--user <email>', 'in whose name it imports (default: --as)')
    .option('--mail-to <email>', 'who gets the result; repeatable', (one: string, all: string[]) => [...all, one], [])
    .option('--off', 'do not switch it on yet')

type Given = { name: string; secret: string | undefined; options: SourceOptions }

/** The source that the options describe; throws a `UsageError` when they say too much or too little. */
export async function toSource(session: Session, { name, secret, options }: Given): Promise<SourceInput> {
  const userId = await userOf(session, options.user)
  const user = await loadUser(session.pool, userId)
  const mapping = user && (await findMapping(session.pool, user, { entity: options.entity, name: options.mapping }))
  if (!mapping) throw new RafaleError('mapping-unknown', { name: options.mapping })
  const { keyFile, passphraseFile } = options
  return {
    name,
    entity: options.entity,
    place: placeOf(options),
    ...(secret === undefined ? {} : { password: secret }),
    ...(keyFile === undefined ? {} : { privateKey: await readFile(keyFile, 'utf8') }),
    ...(passphraseFile === undefined
      ? {}
      : { passphrase: (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '') }),
    pattern: options.pattern,
    mapping: mapping.id,
    mode: options.mode,
    schedule: scheduleOf(options),
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    limits: {
      creations: options.maxCreations ?? null,
      updates: options.maxUpdates ?? null,
      deletions: options.maxDeletions ?? null,
      refused: options.maxRefused ?? null,
      headers: options.changedHeaders !== true,
    },
    holdsAfterStop: options.hold,
    user: userId,
    mailTo: options.mailTo,
    isActive: options.off !== true,
  }
}

function placeOf({ folder, sftp, hostKey, move }: SourceOptions): SourcePlace {
  if ((folder === undefined) === (sftp === undefined)) throw new UsageError('Say --folder or --sftp.')
  return sftp ? { ...sftp, hostKey: hostKey ?? null, moves: move === true } : { kind: 'folder', path: folder ?? '' }
}

function scheduleOf({ every, daily, cron }: SourceOptions): SourceSchedule {
  const said: SourceSchedule[] = [
    ...(every === undefined ? [] : [{ kind: 'every' as const, minutes: every }]),
    ...(daily === undefined ? [] : [{ kind: 'daily' as const, at: daily }]),
    ...(cron === undefined ? [] : [{ kind: 'cron' as const, expression: cron }]),
  ]
  const [schedule] = said
  if (!schedule || said.length > 1) throw new UsageError('Say one of --every, --daily and --cron.')
  return schedule
}

async function userOf({ pool, actor }: Session, email: string | undefined): Promise<number> {
  if (email === undefined && actor.userId !== null) return actor.userId
  if (email === undefined) throw new UsageError('Say with --user in whose name it imports.')
  const found = await firstRow<{ id: number }>(pool, sql`select id from app_user where lower(email) = lower(${email})`)
  if (!found) throw new RafaleError('reference-unknown', { value: email })
  return found.id
}

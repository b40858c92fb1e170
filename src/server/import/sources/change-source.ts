import type { SourceInput, SourcePlace } from '../../../shared/contract/import-source.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { rights } from '../../../shared/rights.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { loadUser } from '../../platform/auth/load-caller.ts'
import { writeAudit } from '../../platform/auth/write-audit.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { sourceSlot } from '../../platform/secrets/slots.ts'
import type { Services } from '../../platform/services.ts'
import { findMapping } from '../mappings/saved-mappings.ts'
import { demandUser, findOwnSource, findSource, type StoredSource } from './find-source.ts'
import { findFolder, pathBelow } from './places/folder-place.ts'
import type { SftpSecret } from './places/sftp-place.ts'
import { nextRun } from './schedule.ts'

type Change = { [Name in keyof SourceInput]?: SourceInput[Name] | undefined }
type Secrets = Pick<Change, 'password' | 'privateKey' | 'passphrase'>

/** A new source, which runs from its next moment on. Throws the errors of settings that cannot work. */
export async function createSource(services: Services, actor: Actor, given: SourceInput): Promise<StoredSource> {
  const source = await checkSource(services, actor, given, undefined)
  const { id } = await saving(
    services,
    actor,
    given.name,
    (columns, values) => sql`insert into import_source (${columns}) values (${values}) returning id`,
    source,
  )
  return findSource(services.pool, { ...actor, rights: seeing(actor) }, id)
}

/** The source with what is said of it changed; what went wrong before is forgotten. */
export async function changeSource(services: Services, actor: Actor, id: number, given: Change): Promise<StoredSource> {
  const before = await findOwnSource(services.pool, actor, id)
  const merged = {
    ...before,
    mapping: before.mapping?.id ?? 0,
    user: before.user.id,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  } as SourceInput
  const source = await checkSource(services, actor, merged, { ...before, given })
  await saving(
    services,
    actor,
    merged.name,
    (columns, values) => sql`update import_source set (${columns}) = row(${values}) where id = ${id} returning id`,
    source,
  )
  return findSource(services.pool, { ...actor, rights: seeing(actor) }, id)
}

/** The source is gone with its history; its imports stay. Throws 'source-running'. */
export async function deleteSource({ pool }: Services, actor: Actor, id: number): Promise<void> {
  const { name, isRunning } = await findOwnSource(pool, actor, id)
  if (isRunning) throw new RafaleError('source-running')
  await inTransaction(pool, async (client) => {
    // What a process that was killed had begun is a draft, as any other.
    await execute(
      client,
      sql`update import_run as i set state = 'planned' from import_source_file as f
           where f.source_id = ${id} and f.outcome = 'taken' and i.id = f.import_id and i.state = 'applying'`,
    )
    await execute(client, sql`delete from import_source where id = ${id}`)
    await audit(client, actor, { name, isDeleted: true })
  })
}

/** Whoever sets a source up sees what he did, also when it imports in the name of somebody else. */
const seeing = (actor: Actor) => new Set([...actor.rights, 'seeAll' as const])

/** The columns of a source by name, and what its server is to be shown; undefined: what is stored stays. */
type Checked = { columns: Record<string, unknown>; secret: SftpSecret | null | undefined }
type Before = StoredSource & { given: Secrets }

/** A source that can work. */
async function checkSource(
  { pool, config }: Services,
  actor: Actor,
  given: SourceInput,
  before: Before | undefined,
): Promise<Checked> {
  const userId = given.user ?? actor.userId
  if (userId === null) throw new RafaleError('reference-unknown', { value: actor.name })
  demandUser(actor, userId)
  const user = await loadUser(pool, userId)
  if (!user) throw new RafaleError('reference-unknown', { value: userId })
  for (const right of given.mode === 'update-with-deletion'
    ? (['import.run', 'import.delete'] as const)
    : (['import.run'] as const)) {
    if (!user.rights.has(right)) throw new RafaleError('right-missing', { right: rights[right][actor.language] })
  }
  if (given.mode === 'update-with-deletion' && given.limits.deletions === null) {
    throw new RafaleError('source-limit-needed')
  }
  const mapping = await findMapping(pool, user, { entity: given.entity, id: given.mapping })
  if (!mapping) throw new RafaleError('source-mapping-gone')
  const timeZone = given.timeZone ?? config.timezone
  const next = nextRun(given.schedule, timeZone, new Date())
  const place = await checkPlace(given.place, before, config.watchDir)
  const secret = place.kind === 'sftp' ? secretOf(place, before?.given ?? given, before) : null
  const columns = {
    name: given.name,
    entity: given.entity,
    place,
    secret_kind: secret === undefined ? before?.secretKind : kindOf(secret),
    pattern: given.pattern,
    mapping_id: mapping.id,
    mode: given.mode,
    schedule: given.schedule,
    time_zone: timeZone,
    limits: given.limits,
    holds_after_stop: given.holdsAfterStop,
    user_id: userId,
    owner_id: before?.owner?.id ?? actor.userId,
    mail_to: given.mailTo,
    is_active: given.isActive,
    next_run_at: next.toISOString(),
    trouble: null,
  }
  return { columns, secret }
}

/** A folder that may be watched, as it is kept; a server, whose key stays known as long as it is the same server. */
async function checkPlace(
  place: SourcePlace,
  before: StoredSource | undefined,
  watchDir: string | undefined,
): Promise<SourcePlace> {
  if (place.kind === 'folder') {
    await findFolder(watchDir, place.path)
    return { kind: 'folder', path: pathBelow(watchDir ?? '', place.path) }
  }
  const was = before?.place
  const isSameServer = was?.kind === 'sftp' && was.host === place.host && was.port === place.port
  // A key that was known elsewhere says nothing of this server.
  const isStale = !isSameServer && was?.kind === 'sftp' && was.hostKey === place.hostKey
  return isStale ? { ...place, hostKey: null } : place
}

/** A stored secret goes to no other server and no other user than those it was given for. */
function secretOf(
  place: Extract<SourcePlace, { kind: 'sftp' }>,
  { password, privateKey, passphrase }: Secrets,
  before: StoredSource | undefined,
): SftpSecret | null | undefined {
  if (privateKey !== undefined) {
    return { privateKey: `${privateKey.trim()}\n`, ...(passphrase === undefined ? {} : { passphrase }) }
  }
  if (password !== undefined) return { password }
  const was = before?.place
  const isSame = was?.kind === 'sftp' && was.host === place.host && was.port === place.port && was.user === place.user
  return isSame ? undefined : null
}

const kindOf = (secret: SftpSecret | null): StoredSource['secretKind'] =>
  secret?.privateKey !== undefined ? 'key' : secret?.password !== undefined ? 'password' : 'none'

/** Writes the columns, the secret, sealed, and the audit log; throws 'value-not-available' when the name is taken. */
async function saving(
  { pool, secrets }: Services,
  actor: Actor,
  name: string,
  write: (columns: Sql, values: Sql) => Sql,
  { columns: checked, secret }: Checked,
): Promise<{ id: number }> {
  const columns = sql.join(Object.keys(checked).map((column) => sql.id(column)))
  const values = sql.join(
    Object.values(checked).map((value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? sql`${JSON.stringify(value)}::jsonb`
        : sql`${value}`,
    ),
  )
  return inTransaction(pool, async (client) => {
    const saved = await onlyRow<{ id: number }>(client, write(columns, values))
    if (secret !== undefined) {
      const sealed = secret === null ? null : await secrets.seal(client, sourceSlot(saved.id), JSON.stringify(secret))
      await execute(client, sql`update import_source set secret = ${sealed} where id = ${saved.id}`)
    }
    const { trouble: _, next_run_at: _next, ...detail } = checked
    await audit(client, actor, detail)
    return saved
  }).catch((error: unknown) => {
    if ((error as { constraint?: string }).constraint !== 'import_source_name') throw error
    throw new RafaleError('value-not-available', { value: name, field: 'name' }, 'name')
  })
}

const audit = (db: Parameters<typeof writeAudit>[0], actor: Actor, detail: Record<string, unknown>) =>
  writeAudit(db, { action: 'import-source-changed', userId: actor.userId, detail })

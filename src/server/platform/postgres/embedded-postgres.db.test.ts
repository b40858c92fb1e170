import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../../../test/silent-log.ts'
import { startEmbeddedPostgres, type PostgresConnection } from './embedded-postgres.ts'

type Answer = { connection: PostgresConnection; attached: boolean; error?: string }
type User = { child: ChildProcess; answer: Answer }

const isRoot = process.geteuid?.() === 0
const nobody = 65_534
const userOfPostgres = fileURLToPath(new URL('../../../../test/postgres-process.ts', import.meta.url))

let parent: string
let dataDir: string
const running: ChildProcess[] = []

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rafale-launcher-'))
  await chmod(parent, 0o755)
  dataDir = join(parent, 'data')
})

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  const pid = await serverPid().catch(() => undefined)
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGQUIT')
  await rm(parent, { recursive: true, force: true })
})

describe('two processes on one data directory', () => {
  it('start one server between them, and the last to leave stops it', async () => {
    const [one, two] = await Promise.all([use(), use()])
    expect(one.answer.attached).toBe(!two.answer.attached)
    const starter = one.answer.attached ? two : one
    const follower = one.answer.attached ? one : two

    await leave(starter)
    expect(await ask(follower.answer.connection, 'select 1 as it')).toBe(1)
    await leave(follower)
    await expect(serverPid()).rejects.toThrow('ENOENT')
  })
})

describe('a server left by a killed process', () => {
  it('goes on, is taken up by the next start with all that was saved, and is stopped by it', async () => {
    const killed = await use()
    await ask(killed.answer.connection, `create table kept as select 'saved'::text as it`)
    const pid = await serverPid()
    await kill(killed)
    expect(isAlive(pid)).toBe(true)

    const next = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect(next.attached).toBe(true)
    expect(await serverPid()).toBe(pid)
    expect(await ask(next.connection, 'select it from kept')).toBe('saved')
    await next.stop()
    await expect(serverPid()).rejects.toThrow('ENOENT')
  })

  it('killed too, is started again, though its number now belongs to another program', async () => {
    const killed = await use()
    await ask(killed.answer.connection, `create table kept as select 'saved'::text as it`)
    const pid = await serverPid()
    process.kill(pid, 'SIGKILL')
    await kill(killed)
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    await writeFile(file, (await readFile(file, 'utf8')).replace(String(pid), String(process.pid)))

    const next = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect(next.attached).toBe(false)
    expect(await ask(next.connection, 'select it from kept')).toBe('saved')
    await next.stop()
  })
})

describe('the database of a first start', () => {
  it('is UTF-8 with the extensions to be had, listens on no network, and its role is no superuser', async () => {
    const { connection, ...server } = await startEmbeddedPostgres({ dataDir, log: silentLog })
    await ask(connection, 'create extension pg_trgm')
    expect(await ask(connection, `select similarity('Ελλάδα', 'Ελλάδ') > 0.5 as it`)).toBe(true)
    expect(await ask(connection, `select lower('É') || ('É' < 'f' collate "fr-x-icu") as it`)).toBe('étrue')
    expect(await ask(connection, `select current_setting('listen_addresses') as it`)).toBe('')
    expect(await ask(connection, `select current_setting('is_superuser') as it`)).toBe('off')
    await server.stop()
  })

  it('can have a path longer than the kernel takes for a socket', async () => {
    dataDir = join(parent, 'long'.repeat(30))
    const { connection, ...server } = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect(connection.host).toMatch(/^\/tmp\/rafale-/)
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    expect(await ask(connection, 'select 1 as it')).toBe(1)
    await server.stop()
    await rm(connection.host, { recursive: true })
  })
})

describe('what cannot be served', () => {
  it('is refused when another major version wrote it, untouched', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    const start = startEmbeddedPostgres({ dataDir, log: silentLog })
    await expect(start).rejects.toThrow(/written by PostgreSQL 17 and this version of Rafale brings PostgreSQL 18/)
    await expect(readFile(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).resolves.toBe('17\n')
  })

  it('is refused when it holds files but no base, rather than overwritten', async () => {
    await mkdir(join(dataDir, 'postgres', 'base'), { recursive: true })
    await expect(startEmbeddedPostgres({ dataDir, log: silentLog })).rejects.toThrow(/no PG_VERSION/)
  })
})

describe.runIf(isRoot)('as root', () => {
  it('runs the server as nobody, in a data directory closed to everyone else', async () => {
    await mkdir(dataDir, { mode: 0o700 })
    const server = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect((await stat(`/proc/${await serverPid()}`)).uid).toBe(nobody)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o710)
    await server.stop()
  })

  it('puts the files where nobody can go when a directory above is closed, and finds them again', async () => {
    await chmod(parent, 0o700)
    const first = await startEmbeddedPostgres({ dataDir, log: silentLog })
    await ask(first.connection, `create table kept as select 'saved'::text as it`)
    await first.stop()
    const directory = await realpath(join(dataDir, 'postgres'))
    expect(directory).toMatch(/^\/var\/lib\/rafale\/postgres-/)

    const second = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect(await ask(second.connection, 'select it from kept')).toBe('saved')
    await second.stop()
    await rm(directory, { recursive: true })
    await expect(startEmbeddedPostgres({ dataDir, log: silentLog })).rejects.toThrow(/they are gone/)
  })

  it('serves the base of an ordinary user as that user, who can go on alone', async () => {
    await mkdir(dataDir, { mode: 0o700 })
    await chown(dataDir, nobody, nobody)
    const theirs = await use(nobody)
    expect(theirs.answer.error).toBeUndefined()
    const ours = await startEmbeddedPostgres({ dataDir, log: silentLog })
    expect(ours.attached).toBe(true)
    await leave(theirs)
    await ours.stop()
    expect((await use(nobody)).answer.attached).toBe(false)
  })
})

/** A process of its own that uses the server, as this or another user. */
async function use(uid?: number): Promise<User> {
  const child = spawn(process.execPath, ['--import', 'tsx', userOfPostgres, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  running.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, answer: JSON.parse(line) as Answer }
}

async function leave({ child }: User): Promise<void> {
  child.stdin?.end()
  await once(child, 'exit')
}

async function kill({ child }: User): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The column `it` of the first row. */
async function ask(connection: PostgresConnection, statement: string): Promise<unknown> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  try {
    return (await client.query<{ it: unknown }>(statement)).rows?.[0]?.it
  } finally {
    await client.end()
  }
}

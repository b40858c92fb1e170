import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

type Holder = { pid: number; host: string; key: string }

/** A holder shows it is alive by touching the file this often; one silent for `silenceMs` is taken for dead. */
const touchMs = 2_000
const silenceMs = 15_000

/**
 * Runs `action` while no other process starts, attaches to or stops the server of this data directory.
 * A lock left by a killed process is taken over at once, or after 15 s when it is from another machine or container.
 */
export async function withStartLock<T>(dataDir: string, action: () => Promise<T>): Promise<T> {
  const file = join(dataDir, 'postgres.lock')
  const holder: Holder = { pid: process.pid, host: hostname(), key: randomUUID() }
  while (!(await tryLock(file, holder))) await sleep(20)

  const touch = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), touchMs)
  touch.unref()
  try {
    return await action()
  } finally {
    clearInterval(touch)
    if ((await readHolder(file))?.key === holder.key) await rm(file, { force: true })
  }
}

async function tryLock(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await removeIfAbandoned(file)
    return false
  }
}

/** Renamed before it is removed: of two processes that find it abandoned, one moves it and the other finds nothing. */
async function removeIfAbandoned(file: string): Promise<void> {
  const holder = await readHolder(file)
  const touchedAt = await stat(file).then(
    (found) => found.mtimeMs,
    () => Date.now(),
  )
  const isSilent = Date.now() - touchedAt > silenceMs
  const isDead = holder?.host === hostname() && !isAlive(holder.pid)
  if (!isSilent && !isDead) return

  const aside = `${file}.${randomUUID()}`
  const isMoved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!isMoved) return
  const moved = await readHolder(aside)
  if (moved?.key === holder?.key) await rm(aside, { force: true })
  else await rename(aside, file)
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

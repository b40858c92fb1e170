/**
 * SIGKILL at twenty random moments of validations and of undos, of Node and of PostgreSQL: each time the base is wholly
 * before or wholly after, the journal says which, and the work can be done again. Another seed: RAFALE_TEST_SEED.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { duplicateJournal, createJournal } from '../../src/server/journals/change-journal.ts'
import { getJournal } from '../../src/server/journals/find-journal.ts'
import { startValidation } from '../../src/server/journals/validate-journal.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { addJob } from '../../src/server/platform/jobs/add-job.ts'
import { prepareDatabase } from '../../src/server/prepare-database.ts'
import { openServer, postmasterOf, quiet, startProcess } from '../killable.ts'
import { tableHash } from '../table-hash.ts'

const kills = 20
const companies = 4000
const value = 'Journal'
const seed = Number(process.env['RAFALE_TEST_SEED'] ?? 20_261_121)

/** The same numbers between 0 and 1 for the same seed. */
function randomOf(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = randomOf(seed)

type Base = Awaited<ReturnType<typeof openServer>>
type Worker = ReturnType<typeof startProcess>
let dataDir: string
let base: Base
let worker: Worker
let spare: Worker
beforeAll(async () => {
  spare = startProcess()
  dataDir = await mkdtemp(join(tmpdir(), 'rafale-journal-killed-'))
  base = await openServer(dataDir)
  await prepareDatabase(base.pool)
  await execute(
    base.pool,
    sql`insert into company (code, name) select 'K' || n, 'Killed ' || n from generate_series(1, ${companies}) as n`,
  )
  worker = await newWorker()
}, 120_000)
afterAll(async () => {
  await worker.kill()
  await spare.kill()
  await base.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
}, 60_000)

/** The next worker is loaded while this one works. */
async function newWorker(): Promise<Worker> {
  const made = spare
  made.go(base.connection)
  spare = startProcess()
  await made.reached('ready')
  return made
}

const jobOf = (pool: Pool, id: number) =>
  onlyRow<{ state: string; code: string | null }>(
    pool,
    sql`select state, error ->> 'code' as code from job where id = ${id}`,
  )
async function ended(id: number) {
  for (;;) {
    const job = await jobOf(base.pool, id)
    if (!['queued', 'waiting', 'running'].includes(job.state)) return job
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(10)
  }
}

/** How many companies hold the journal's value: all or none, or the base is half done. */
const changed = async () =>
  (await onlyRow<{ n: number }>(base.pool, sql`select count(*) as n from company where alias = ${value}`)).n

/** A connection that died with its server may be handed out once more; what was asked on it was not begun. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!['EPIPE', 'ECONNRESET'].includes((error as { code?: string }).code ?? '')) throw error
    return work()
  }
}

const validate = (number: number) =>
  asked(async () => (await startValidation(base.pool, systemActor, number, { confirm: companies })).job ?? 0)
const undo = (changeSet: number) =>
  asked(() =>
    inTransaction(base.pool, (client) =>
      addJob(client, { kind: 'undo', userId: null, subject: 'undo', params: { changeSet, conflicts: 'keep' } }),
    ),
  )
const journalOf = (number: number) => getJournal(base.pool, systemActor, number)

/** Node, or every third time PostgreSQL, is killed at a moment of a job that takes so long; both run again afterwards. */
async function killDuring(turn: number, begin: () => Promise<number>, milliseconds: number): Promise<number> {
  const job = await begin()
  await sleep(random() * milliseconds * 1.1)
  if (turn % 3 === 2) {
    process.kill(await postmasterOf(dataDir), 'SIGKILL')
    await worker.kill()
    await base.pool.end().catch(() => undefined)
    base = await openServer(dataDir)
  } else {
    await worker.kill()
    await quiet(base.pool)
  }
  await execute(
    base.pool,
    sql`update job set beat_at = now() - interval '1 minute' where state in ('running', 'waiting')`,
  )
  return job
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

it(`is whole after ${kills} kills (seed ${seed})`, async () => {
  const { pool } = base
  let number = (
    await createJournal(pool, systemActor, { entity: 'company', field: 'alias', value, targets: { selection: {} } })
  ).number
  // Once undisturbed, to know how long each takes.
  const validating = await timed(async () => ended(await validate(number)))
  expect(await changed()).toBe(companies)
  const undoing = await timed(async () => ended(await undo((await journalOf(number)).changeSet ?? 0)))
  expect(await changed()).toBe(0)

  const outcomes: string[] = []
  for (let turn = 0; turn < kills; turn++) {
    const isUndo = turn % 2 === 1
    if (!isUndo) number = (await duplicateJournal(base.pool, systemActor, number, true)).number
    const before = await tableHash(base.pool)
    const { changeSet } = await journalOf(number)
    const begin = () => (isUndo ? undo(changeSet ?? 0) : validate(number))
    const job = await killDuring(turn, begin, isUndo ? undoing : validating)

    const isDone = (await tableHash(base.pool)) !== before
    expect(await changed()).toBe(isDone === isUndo ? 0 : companies)
    worker = await newWorker()
    const said = await ended(job)
    // One that had not begun is done by the next worker; one that was lost says so.
    const isAfter = isDone || said.state === 'done'
    const { state } = await journalOf(number)
    if (isUndo) expect(state).toBe(isAfter ? 'undone' : 'validated')
    else expect(state).toBe(isAfter ? 'validated' : 'draft')
    outcomes.push(`${isUndo ? 'undo' : 'validation'} ${isDone ? 'done' : 'lost'} ${said.state}`)
    if (!isAfter) expect(said).toEqual({ state: 'failed', code: 'job-lost' })

    if (!isAfter) expect(await ended(await begin())).toEqual({ state: 'done', code: null })
    expect(await changed()).toBe(isUndo ? 0 : companies)
    expect((await journalOf(number)).state).toBe(isUndo ? 'undone' : 'validated')
  }
  // Kills that all came too late, or too early, would prove nothing.
  expect(outcomes.filter((one) => one.includes('lost failed')).length).toBeGreaterThan(3)
}, 400_000)

/**
 * SIGKILL at random moments while a source takes a file: the next worker goes on from there. Nothing is lost, nothing is
 * imported twice, and the file ends on its shelf. Another seed: RAFALE_TEST_SEED.
 */
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDue } from '../../src/server/import/sources/start-due.ts'
import { execute, onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, savedMapping } from '../factories/import-source.ts'
import { createUser } from '../factories/user.ts'
import { quiet, startProcess } from '../killable.ts'
import { testServer, type TestServer } from '../test-server.ts'

const kills = 14
const rows = 4000
const seed = Number(process.env['RAFALE_TEST_SEED'] ?? 20_261_122)
let state = seed
/** The same numbers between 0 and 1 for the same seed. */
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647

type Worker = ReturnType<typeof startProcess>
let server: TestServer
let root: string
let folder: string
let source: number
let worker: Worker
let spare: Worker

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rafale-killed-watch-'))
  folder = join(root, 'erp')
  await mkdir(folder)
  process.env['RAFALE_WATCH_DIR'] = root
  spare = startProcess()
  server = await testServer({ RAFALE_WATCH_DIR: root })
  const clerk = await createUser(server, { role: 'sales-administrator' })
  ;({ id: source } = await createSource(clerk, { mapping: await savedMapping(server, clerk) }))
  worker = await newWorker()
}, 120_000)
afterAll(async () => {
  delete process.env['RAFALE_WATCH_DIR']
  await worker.kill()
  await spare.kill()
  await quiet(server.pool)
  await server.close()
  await rm(root, { recursive: true, force: true })
}, 60_000)

/** The next worker is loaded while this one works. */
async function newWorker(): Promise<Worker> {
  const made = spare
  made.go(server.services.connection)
  spare = startProcess()
  await made.reached('ready')
  return made
}

/** The file of a round, seen a while ago already, and the source due. */
async function drop(round: number): Promise<string> {
  const name = `round-${round}.csv`
  const text = lines(...Array.from({ length: rows }, (_, at) => `K${at};Round ${round};Nantes`))
  await writeFile(join(folder, name), text)
  const { size, mtimeMs } = await stat(join(folder, name))
  await execute(
    server.pool,
    sql`insert into import_source_sighting (source_id, name, size, modified_at, seen_at)
        values (${source}, ${name}, ${size}, ${Math.trunc(mtimeMs)}, now() - interval '1 minute')`,
  )
  await execute(server.pool, sql`update import_source set next_run_at = now() where id = ${source}`)
  return name
}

type Row = { outcome: string; movedTo: string | null; importId: number | null }
const filesOf = (name: string) =>
  rowsOf<Row>(
    server.pool,
    sql`select outcome, moved_to as "movedTo", import_id as "importId" from import_source_file where name = ${name}`,
  )

/** A process that was killed stops beating; so long as it takes to be told is not waited for. */
const hurry = () =>
  execute(
    server.pool,
    sql`with lost as (update job set beat_at = now() - interval '1 minute' where state in ('running', 'waiting'))
        update graphile_worker._private_jobs set locked_at = now() - interval '5 hours' where locked_at is not null`,
  )

async function finished(name: string): Promise<void> {
  for (const end = Date.now() + 50_000; Date.now() < end; await sleep(40)) {
    const { busy } = await onlyRow<{ busy: number }>(
      server.pool,
      sql`select count(*) as busy from job where state in ('queued', 'running', 'waiting')`,
    )
    const [file] = await filesOf(name)
    if (busy === 0 && file?.movedTo) return
    if (busy === 0) await startDue(server.services)
  }
  throw new Error(`${name} did not come to its end: ${JSON.stringify(await filesOf(name))}`)
}

it(`is killed at ${kills} moments, and each file is imported once`, { timeout: 600_000 }, async () => {
  const told: string[] = []
  for (let round = 1; round <= kills; round++) {
    const name = await drop(round)
    await startDue(server.services)
    await sleep(random() * 1600)
    const before = await onlyRow<{ state: string; step: string | null }>(
      server.pool,
      sql`select state, step from job order by id desc limit 1`,
    )
    told.push(`${before.state} ${before.step ?? ''}`.trim())
    await worker.kill()
    await quiet(server.pool)
    await hurry()
    worker = await newWorker()
    await finished(name)
    expect(await filesOf(name), told.join(', ')).toMatchObject([
      { outcome: 'applied', movedTo: expect.stringMatching(/^done\//) },
    ])
    const written = await onlyRow<{ sets: number; imports: number; companies: number; points: number }>(
      server.pool,
      sql`select (select count(*) from change_set where kind = 'import' and source = ${name}) as sets,
                 (select count(*) from import_run as i join stored_file as f on f.id = i.file_id where f.name = ${name}) as imports,
                 (select count(*) from company where name = ${`Round ${round}`}) as companies,
                 (select count(*) from restore_point where position(${name} in name) > 0) as points`,
    )
    expect(written, told.join(', ')).toEqual({ sets: 1, imports: 1, companies: rows, points: 1 })
    expect(await readdir(folder)).toEqual(['done'])
  }
  expect(await readdir(join(folder, 'done'))).toHaveLength(kills)
  // Killed in the midst of the work, and not only before and after it.
  expect(told.filter((moment) => moment.startsWith('running')).length, told.join(', ')).toBeGreaterThan(3)
  const { running } = await onlyRow<{ running: number }>(
    server.pool,
    sql`select count(*) as running from import_source_run where ended_at is null`,
  )
  expect(running).toBe(0)
})

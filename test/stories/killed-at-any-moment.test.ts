/**
 * Whatever is killed while an import is written, and whenever: the base is as it was before or as it is after, the job
 * says what became of it, and can be run again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startImportJob } from '../../src/server/import/change-import.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { openSecrets } from '../../src/server/platform/secrets/secrets.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { cancelJob } from '../../src/server/platform/jobs/cancel-job.ts'
import { startWorker } from '../../src/server/platform/jobs/start-worker.ts'
import { prepareDatabase } from '../../src/server/prepare-database.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { planText } from '../factories/import-text.ts'
import { openServer, postmasterOf, quiet, startProcess } from '../killable.ts'
import { testSecretKey } from '../secret-key.ts'
import { silentLog } from '../silent-log.ts'
import { tableHash } from '../table-hash.ts'

const rows = 20_000
const text = (note: string) =>
  `Code;Nom;Alias;Ville\n${Array.from({ length: rows }, (_, index) => `K${index};Nom ${index};${note};Nantes`).join('\n')}\n`
const columns = ['company.code*', 'company.name', 'company.alias', 'address.city']

type JobRow = { id: number; state: string; error: { code: string } | null }
const lastJob = (pool: Pool) => onlyRow<JobRow>(pool, sql`select id, state, error from job order by id desc limit 1`)

const apply = async (pool: Pool, importId: number) =>
  startImportJob(pool, systemActor, await findImport(pool, systemActor, importId), 'import-apply')

/** Work done by a worker of this process. */
async function withWorker(db: Pick<TestDatabase, 'pool' | 'connection'>, work: () => Promise<void>): Promise<void> {
  const { pool, connection } = db
  const config = readConfig({ RAFALE_SECRET_KEY: testSecretKey })
  const services = { config, pool, connection, log: silentLog, secrets: openSecrets(config) }
  const worker = await startWorker(workerSetup(services))
  try {
    await work()
  } finally {
    await worker.stop()
  }
}

async function jobEnded(pool: Pool): Promise<JobRow> {
  for (;;) {
    const job = await lastJob(pool)
    if (!['queued', 'waiting', 'running'].includes(job.state)) return job
    await sleep(30)
  }
}

const steps = ['apply-lock', 'apply-write', 'apply-history', 'apply-search', 'apply-commit'] as const

describe('an import of 20,000 rows', () => {
  let db: TestDatabase
  let before: string
  let importId: number
  beforeAll(async () => {
    db = await testDatabase()
    await prepareDatabase(db.pool)
    before = await tableHash(db.pool)
    ;({ importId } = await planText(db.pool, { text: text('un'), columns }))
  })
  afterAll(() => db.close())

  it('cancelled at any moment leaves the base as it was', async () => {
    await withWorker(db, async () => {
      for (const wait of [0, 60, 200, 500]) {
        await apply(db.pool, importId)
        const { id } = await lastJob(db.pool)
        await sleep(wait)
        await cancelJob(db.pool, id, null)
        expect(await jobEnded(db.pool)).toMatchObject({ state: 'cancelled' })
        expect(await tableHash(db.pool)).toBe(before)
        expect((await findImport(db.pool, systemActor, importId)).state).toBe('planned')
      }
    })
  })

  it.each(steps)(
    'whose process is killed at %s left the base as it was, and its job says that it was lost',
    async (step) => {
      await apply(db.pool, importId)
      const worker = startProcess(db.connection)
      await worker.reached(...steps.slice(steps.indexOf(step)))
      await sleep(Math.random() * 60)
      await worker.kill()
      await quiet(db.pool)
      // Only the last moments are after the commit.
      if ((await lastJob(db.pool)).state === 'done' || (await tableHash(db.pool)) !== before) {
        expect(worker.hasSaid('apply-commit')).toBe(true)
        return
      }
      await execute(db.pool, sql`update job set beat_at = now() - interval '1 minute' where state = 'running'`)
      await withWorker(db, async () => {
        expect(await lastJob(db.pool)).toMatchObject({ state: 'failed', error: { code: 'job-lost' } })
      })
      expect(await findImport(db.pool, systemActor, importId)).toMatchObject({
        state: 'planned',
        error: { code: 'job-lost' },
      })
      expect(await tableHash(db.pool)).toBe(before)
    },
  )

  it('is done when it is run again', async () => {
    if ((await findImport(db.pool, systemActor, importId)).state !== 'done') {
      await withWorker(db, async () => {
        await apply(db.pool, importId)
        expect(await jobEnded(db.pool)).toMatchObject({ state: 'done', error: null })
      })
    }
    expect(await onlyRow(db.pool, sql`select count(*) as n from company`)).toEqual({ n: rows })
  })
})

describe('a PostgreSQL that is killed while an import is written', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'rafale-killed-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 }))

  it('has the base as it was when it runs again; the file is staged anew and the import done', async () => {
    expect(inject('templateDatabase')).toBeDefined()
    const first = await openServer(dataDir)
    await prepareDatabase(first.pool)
    const { importId } = await planText(first.pool, { text: text('deux'), columns })
    const before = await tableHash(first.pool)
    await apply(first.pool, importId)
    const worker = startProcess(first.connection)
    await worker.reached('apply-history')
    process.kill(await postmasterOf(dataDir), 'SIGKILL')
    await worker.kill()
    await first.pool.end().catch(() => undefined)

    const second = await openServer(dataDir)
    try {
      expect(await tableHash(second.pool)).toBe(before)
      await execute(second.pool, sql`update job set beat_at = now() - interval '1 minute' where state = 'running'`)
      await withWorker(second, async () => {
        expect(await lastJob(second.pool)).toMatchObject({ state: 'failed', error: { code: 'job-lost' } })
        await apply(second.pool, importId)
        expect(await jobEnded(second.pool)).toMatchObject({ state: 'done' })
      })
      expect(await onlyRow(second.pool, sql`select count(*) as n from company where alias = 'deux'`)).toEqual({
        n: rows,
      })
    } finally {
      await second.close()
    }
  }, 180_000)
})

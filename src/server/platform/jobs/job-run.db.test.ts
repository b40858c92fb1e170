import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { systemActor } from '../auth/actor.ts'
import { startRun } from './job-run.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const started = () => startRun(db.pool, { id: 0, actor: systemActor, importId: null, params: {} })

it('stops the transaction it watches', async () => {
  const { run, cancel } = started()
  const client = await db.pool.connect()
  await client.query('begin')
  await run.watch(client)
  const slept = client.query('select pg_sleep(30)').catch((error: unknown) => (error as { code: string }).code)
  await sleep(50)
  await cancel()
  expect(await slept).toBe('57014')
  await client.query('rollback')
  client.release()
})

it('leaves alone what the connection does after that transaction', async () => {
  const { run, cancel } = started()
  const client = await db.pool.connect()
  await client.query('begin')
  await run.watch(client)
  await client.query('commit')
  const slept = client.query(`select pg_sleep(0.3), 'whole' as said`)
  await sleep(50)
  await cancel()
  expect((await slept).rows).toMatchObject([{ said: 'whole' }])
  client.release()
})

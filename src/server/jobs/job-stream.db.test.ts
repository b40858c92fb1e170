import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createUser } from '../../../test/factories/user.ts'
import { testServer, type TestServer } from '../../../test/test-server.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import { systemActor, type Actor } from '../platform/auth/actor.ts'
import { jobStream } from './job-stream.ts'

let server: TestServer
let actor: Actor
beforeAll(async () => {
  server = await testServer()
  const { id } = await createUser(server)
  actor = { ...systemActor, userId: id }
})
afterAll(() => server.close())

it('ends when its connection is lost, and the next one hears again', async () => {
  const { services, pool } = server
  const lost = await jobStream(services, actor)
  lost.resume()
  const ended = new Promise<void>((resolve) => {
    lost.once('close', resolve)
  })
  await execute(
    pool,
    sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen job' and datname = current_database()`,
  )
  await ended

  const next = await jobStream(services, actor)
  let said = ''
  next.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const job = await addJob(pool, { kind: 'undo', userId: actor.userId, subject: 'again' })
  // oxlint-disable-next-line no-await-in-loop -- until the event comes; the test's own limit ends it otherwise
  while (!said.includes(`"id":${job}`)) await sleep(10)
  expect(said).toContain('"subject":"again"')
  next.destroy()
})

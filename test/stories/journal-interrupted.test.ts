/** A validation that waits, is stopped, loses its process, or meets somebody who edits: nothing half done. */
import { expect, it } from 'vitest'
import { cancelJob, getJob } from '../../src/shared/contract/job.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import { updateRecord } from '../../src/shared/contract/record.contract.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { validateJournal } from '../../src/server/journals/validate-journal.ts'
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import { locks } from '../../src/server/platform/database/locks.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import {
  at,
  draftJournal,
  endedJob,
  previewOf,
  readJournal,
  validated,
  valuesOf,
  onWorkingServer,
} from '../factories/journal.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
onWorkingServer(async (given) => {
  server = given
  ann = await createUser(server)
})

const companies = async (count: number) => {
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push((await createCompany(ann)).id)
  return ids
}
const write = (id: number, version: number, alias: string) =>
  ann.call(updateRecord, { params: { entity: 'company', id }, body: { version, values: { alias } } })

it('waits for another bulk writer, keeps the draft from changes meanwhile, and is stopped without a trace', async () => {
  const { number } = await draftJournal(ann, { field: 'alias', value: 'Attente' }, await companies(2))
  const before = await tableHash(server.pool)
  await inTransaction(server.pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
    const { result } = await ann.call(journals.validateJournal, { ...at(number), body: { confirm: 2 } })
    expect(result.state).toBe('validating')
    const params = { id: result.job ?? 0 }
    const job = async () => (await ann.call(getJob, { params })).result
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    while ((await job()).state !== 'waiting') await sleep(20)
    expect(await job()).toMatchObject({ waitsFor: 'Rafale' })
    const changed = await ann.call(targeting.addTargets, { ...at(number), body: { ids: [] } })
    expect(changed.problem).toMatchObject({ code: 'journal-state', params: { state: 'validating' } })
    await ann.call(cancelJob, { params })
    expect(await endedJob(ann, result.job)).toMatchObject({ state: 'cancelled' })
  })
  expect(await tableHash(server.pool)).toBe(before)
  expect(await readJournal(ann, number)).toMatchObject({ state: 'draft', isValidated: false })
  expect(await validated(ann, number)).toMatchObject({ state: 'done' })
})

it('is a draft again when its process is lost', async () => {
  const { number } = await draftJournal(ann, { field: 'alias', value: 'Perdu' }, await companies(1))
  const { pool } = server
  await execute(
    pool,
    sql`with lost as (
          insert into job (kind, state, user_id, params, beat_at)
          values ('journal-validate', 'running', ${ann.id}, ${JSON.stringify({ journal: number })}::jsonb, now() - interval '1 hour')
          returning id)
        update journal set job_id = lost.id from lost where number = ${number}`,
  )
  for (;;) {
    const { state, error } = await readJournal(ann, number)
    expect(state === 'draft' ? error?.code : state).toBe(state === 'draft' ? 'job-lost' : 'validating')
    if (state === 'draft') break
    // oxlint-disable-next-line no-await-in-loop -- until the worker's next beat
    await sleep(100)
  }
  expect(await validated(ann, number)).toMatchObject({ state: 'done' })
})

it('leaves out, and tells, what somebody changed while it was written', async () => {
  const [one, two] = (await companies(2)) as [number, number]
  const { number } = await draftJournal(ann, { field: 'alias', value: 'Journal' }, [one, two])
  const { change: confirm } = await previewOf(ann, number)
  const done = await validateJournal({
    pool: server.pool,
    actor: systemActor,
    number,
    confirm,
    run: {
      ...runWithoutJob(),
      report: async (step) => {
        if (step === 'apply-lock') expect((await write(one, 1, 'Main')).status).toBe(200)
      },
    },
  })
  expect(done).toMatchObject({ stale: 1, counts: { change: 2 } })
  expect((await valuesOf(ann, one))['alias']).toBe('Main')
  expect((await valuesOf(ann, two))['alias']).toBe('Journal')
  const { result } = await ann.call(journals.getJournalResult, at(number))
  expect(result).toMatchObject({ targets: 2, changed: 1, notChanged: 1, stale: 1, refused: 1 })
  expect(result.reasons).toMatchObject([{ code: 'journal-stale', records: 1 }])
})

it('shows no preview that no longer holds', async () => {
  const [one, two] = (await companies(2)) as [number, number]
  const { number } = await draftJournal(ann, { field: 'alias', value: 'Vu' }, [one])
  const rows = () => ann.call(journals.listPreviewRows, at(number))
  expect((await rows()).problem.code).toBe('journal-preview-missing')
  await previewOf(ann, number)
  expect((await rows()).status).toBe(200)
  await ann.call(targeting.addTargets, { ...at(number), body: { ids: [two] } })
  expect((await rows()).problem.code).toBe('journal-preview-missing')
})

it('tells who edits meanwhile which journal is writing, and who keeps a record else', async () => {
  const [id] = (await companies(1)) as [number]
  await inTransaction(server.pool, async (client) => {
    await execute(client, sql`select from company where id = ${id} for update`)
    expect((await write(id, 1, 'Autre')).problem.code).toBe('busy-elsewhere')
    await execute(
      server.pool,
      sql`insert into job (kind, state, subject, beat_at) values ('journal-validate', 'running', 'Journal n° 9', now() + interval '1 hour')`,
    )
    expect((await write(id, 1, 'Autre')).problem).toMatchObject({
      code: 'busy-writing',
      params: { writer: 'Journal n° 9' },
    })
    await execute(server.pool, sql`update job set state = 'done' where subject = 'Journal n° 9'`)
  })
})

/**
 * Two people validate journals that overlap, at the same moment, again and again: no deadlock surfaces, no update is lost,
 * and each change set says exactly what it found and what it left.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChanges } from '../../src/shared/contract/change-set.contract.ts'
import type { Job } from '../../src/shared/contract/job.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import { updateRecord } from '../../src/shared/contract/record.contract.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { startWorker, type Worker } from '../../src/server/platform/jobs/start-worker.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { at, draftJournal, endedJob, previewOf, readJournal, workingServer } from '../factories/journal.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

const companies = 60
const rounds = 8
let server: TestServer
let close: () => Promise<void>
/** A second process's worker: jobs of both people are at work at once. */
let other: Worker
let ann: User
let ben: User
let ids: number[]

beforeAll(async () => {
  ;({ server, close } = await workingServer())
  other = await startWorker(workerSetup(server.services))
  ann = await createUser(server, { name: 'Ann' })
  ben = await createUser(server, { name: 'Ben' })
  const made = await rowsOf<{ id: number }>(
    server.pool,
    sql`insert into company (name, code) select 'Société ' || n, 'O' || n from generate_series(1, ${companies}) as n returning id`,
  )
  ids = made.map(({ id }) => id)
})
afterAll(async () => {
  await other.stop()
  await close()
})

type Field = 'alias' | 'comments'
type Cells = Map<number, string | null>

async function valuesOf(field: Field): Promise<Cells> {
  const rows = await rowsOf<{ id: number; value: string | null }>(
    server.pool,
    sql`select id, ${sql.id(field)} as value from company order by id`,
  )
  return new Map(rows.map(({ id, value }) => [id, value]))
}

/** What a change set says it did to a field: old and new by record, the order of the log aside. */
async function told(changeSet: number, field: Field): Promise<Map<number, [string | null, string | null]>> {
  const { result } = await ann.call(listChanges, { params: { id: changeSet }, query: { limit: 200 } })
  return new Map(
    result.changes.map(({ recordId, fields }) => {
      expect(Object.keys(fields)).toEqual([field])
      return [recordId, fields[field] as [string | null, string | null]]
    }),
  )
}

async function prepare(user: User, field: Field, value: string, targets: number[]): Promise<() => Promise<Job>> {
  const { number } = await draftJournal(user, { field, value }, targets)
  const { change: confirm } = await previewOf(user, number)
  expect(confirm).toBe(targets.length)
  return async () => {
    const { result } = await user.call(journals.validateJournal, { ...at(number), body: { confirm } })
    return endedJob(user, result.job)
  }
}

const done = (job: Job): number => {
  expect(job).toMatchObject({ state: 'done', error: null })
  return job.result?.changeSet ?? 0
}

/** Change sets in the order they were committed in. */
async function inOrder(...changeSets: number[]): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    server.pool,
    sql`select id from change_set where id = any(${changeSets}::bigint[]) order by position`,
  )
  return rows.map(({ id }) => id)
}

describe.each(Array.from({ length: rounds }, (_, round) => round))('round %i', (round) => {
  it('the same field of records that overlap: the later one found what the earlier one left', async () => {
    const [first, second] = [ids.slice(0, 40), ids.slice(20).toReversed()]
    const before = await valuesOf('alias')
    const [a, b] = await Promise.all([
      prepare(ann, 'alias', `Ann ${round}`, first),
      prepare(ben, 'alias', `Ben ${round}`, second),
    ])
    const [ofAnn, ofBen] = (await Promise.all([a(), b()])).map(done) as [number, number]
    const targets = new Map([
      [ofAnn, { targets: first, value: `Ann ${round}` }],
      [ofBen, { targets: second, value: `Ben ${round}` }],
    ])
    const state = new Map(before)
    for (const changeSet of await inOrder(ofAnn, ofBen)) {
      const { targets: meant, value } = targets.get(changeSet)!
      const expected = meant.map((id) => [id, [state.get(id) ?? null, value]] as const)
      expect(await told(changeSet, 'alias')).toEqual(new Map(expected.toSorted(([x], [y]) => x - y)))
      for (const id of meant) state.set(id, value)
    }
    expect(await valuesOf('alias')).toEqual(state)
  })

  it('another field of the same records, while somebody edits a third one by hand: all three are kept', async () => {
    const [a, b] = await Promise.all([
      prepare(ann, 'alias', `Ann encore ${round}`, ids),
      prepare(ben, 'comments', `Note ${round}`, ids),
    ])
    const edited = ids[round]!
    const { rows } = await server.pool.query<{ version: number }>('select version from company where id = $1', [edited])
    const edit = ann.call(updateRecord, {
      params: { entity: 'company', id: edited },
      body: { version: rows[0]?.version ?? 0, values: { employees: 100 + round } },
    })
    const [ofAnn, ofBen] = (await Promise.all([a(), b()])).map(done) as [number, number]
    const isEdited = (await edit).status === 200
    const [alias, comments] = [await valuesOf('alias'), await valuesOf('comments')]
    const written = async (changeSet: number, field: Field) => [...(await told(changeSet, field)).keys()]
    const [withAlias, withNote] = [await written(ofAnn, 'alias'), await written(ofBen, 'comments')]
    // Whoever met the edit left that record alone, and its change set does not speak of it.
    for (const id of ids) {
      expect(alias.get(id) === `Ann encore ${round}`).toBe(withAlias.includes(id))
      expect(comments.get(id) === `Note ${round}`).toBe(withNote.includes(id))
      if (id !== edited) expect([withAlias.includes(id), withNote.includes(id)]).toEqual([true, true])
    }
    const { rows: after } = await server.pool.query<{ employees: number | null }>(
      'select employees from company where id = $1',
      [edited],
    )
    expect(after[0]?.employees === 100 + round).toBe(isEdited)
  })

  it('one journal, validated by both: it happens once', async () => {
    const { number } = await draftJournal(ann, { field: 'alias', value: `Une fois ${round}` }, ids.slice(0, 5))
    const body = { confirm: 5 }
    const starts = await Promise.all(
      [ann, ben].map((user) => user.call(journals.validateJournal, { ...at(number), body })),
    )
    expect(starts.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const started = starts.findIndex(({ status }) => status === 200)
    done(await endedJob([ann, ben][started]!, starts[started]!.result.job))
    expect(await readJournal(ann, number)).toMatchObject({ state: 'validated', validator: ['Ann', 'Ben'][started] })
  })
})

it('nothing of the plans is left behind, and each record’s version counts its changes', async () => {
  const { rows } = await server.pool.query<{ left: number }>(
    `select count(*) as left from pg_tables where schemaname = 'stage' and tablename like 'journal\\_%\\_apply\\_%'`,
  )
  expect(rows[0]?.left).toBe(0)
  const wrong = await execute(
    server.pool,
    sql`select from company as c
         where c.version <> 1 + (select count(*) from change where change.record_id = c.id and change.entity = 'company')`,
  )
  expect(wrong).toBe(0)
})

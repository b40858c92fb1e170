/** What an undo or a restore would do, looked at beforehand: counts, fields, record by record; and what is no longer kept. */
import { describe, expect, it } from 'vitest'
import {
  createRestorePoint,
  getChangeSet,
  listChanges,
  listChangeSets,
  listRestorePoints,
  restoreTo,
  undoChangeSet,
} from '../../src/shared/contract/change-set.contract.ts'
import { getLogRetention, setLogRetention } from '../../src/shared/contract/retention.contract.ts'
import {
  getReversalPreview,
  listReversalRows,
  makeReversalPreview,
} from '../../src/shared/contract/reversal.contract.ts'
import { forgetOldChanges } from '../../src/server/change-sets/retention.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { addTargets } from '../../src/shared/contract/journal-targeting.contract.ts'
import {
  at,
  draftJournal,
  endedJob,
  readJournal,
  runJournal,
  validated,
  valuesOf,
  onWorkingServer,
} from '../factories/journal.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
onWorkingServer(async (given) => {
  server = given
  ann = await createUser(server, { name: 'Ann', password: 'correct horse' })
})

const point = async (name: string) => (await ann.call(createRestorePoint, { body: { name } })).result.id
const previewOf = async (body: { changeSet: number } | { restorePoint: number }, user = ann) =>
  (await user.call(makeReversalPreview, { body })).result
const rowsOf = async (id: number, query: object = {}) =>
  (await ann.call(listReversalRows, { params: { id }, query })).result

describe('comparing with a restore point', () => {
  it('tells by change set, by field and record by record what would come back, paged', async () => {
    const ids = [await createCompany(ann), await createCompany(ann), await createCompany(ann)].map(({ id }) => id)
    const restorePoint = await point('Avant')
    await runJournal(ann, { field: 'alias', value: 'Après' }, ids)
    const { id: made } = await createCompany(ann, { name: 'Nouvelle' })
    const preview = await previewOf({ restorePoint })
    expect(preview).toMatchObject({ job: null, isStale: false, reversal: { revert: 3, remove: 1, recreate: 0 } })
    expect(preview.fields).toEqual({ 'company.alias': 3 })
    const since = (await ann.call(listChangeSets, { query: { sincePoint: restorePoint } })).result.changeSets
    expect(since.map(({ kind }) => kind)).toEqual(['edit', 'journal'])
    const first = await rowsOf(preview.id, { limit: 2 })
    expect(first.rows).toMatchObject([
      { recordId: ids[0], action: 'update', before: { alias: 'Après' }, after: { alias: null } },
      { recordId: ids[1] },
    ])
    const second = await rowsOf(preview.id, { limit: 2, after: first.next })
    expect(second.rows.map(({ recordId, action }) => [recordId, action])).toEqual([
      [ids[2], 'update'],
      [made, 'delete'],
    ])
    expect(second.next).toBeNull()
    expect((await rowsOf(preview.id, { action: 'delete' })).rows).toHaveLength(1)
    expect((await rowsOf(preview.id, { field: 'company.alias' })).rows).toHaveLength(3)
  })

  it('belongs to whoever made it, and no longer holds once something was written', async () => {
    const restorePoint = await point('Périmé')
    const { id } = await createCompany(ann)
    const preview = await previewOf({ restorePoint })
    const other = await createUser(server)
    expect((await other.call(getReversalPreview, { params: { id: preview.id } })).problem.code).toBe('not-found')
    const restore = (records: number) =>
      ann.call(restoreTo, {
        params: { id: restorePoint },
        body: { records, password: 'correct horse', preview: preview.id },
      })
    expect((await restore(7)).problem.code).toBe('confirmation-wrong')
    await createCompany(ann)
    expect((await ann.call(getReversalPreview, { params: { id: preview.id } })).result.isStale).toBe(true)
    expect((await restore(1)).problem.code).toBe('reversal-stale')
    const again = await previewOf({ restorePoint })
    const { result } = await ann.call(restoreTo, {
      params: { id: restorePoint },
      body: { records: 2, password: 'correct horse', preview: again.id },
    })
    expect(await endedJob(ann, result.job)).toMatchObject({ state: 'done' })
    expect(
      (await ann.call(getChangeSet, { params: { id: (await endedJob(ann, result.job)).result?.changeSet ?? 0 } }))
        .result.kind,
    ).toBe('restore')
    expect(id).toBeGreaterThan(0)
  })

  it('asks for the right to restore', async () => {
    const restorePoint = await point('Droit')
    const reader = await createUser(server, { rights: ['changeSet.see', 'company.see', 'contact.see'] })
    const refused = await reader.call(makeReversalPreview, { body: { restorePoint } })
    expect(refused.problem.code).toBe('right-missing')
  })
})

it('a large undo is previewed by a job, with its progress, and says the same', async () => {
  await execute(
    server.pool,
    sql`insert into company (name, code) select 'Grande ' || n, 'G' || n from generate_series(1, 5200) as n`,
  )
  const { number } = await draftJournal(ann, { field: 'alias', value: 'Large' }, [])
  await ann.call(addTargets, {
    ...at(number),
    body: { selection: { filter: { all: [{ field: 'code', operator: 'startsWith', value: 'g' }] } } },
  })
  const job = await validated(ann, number)
  const preview = await previewOf({ changeSet: job.result?.changeSet ?? 0 })
  expect(preview).toMatchObject({ reversal: null })
  expect(await endedJob(ann, preview.job)).toMatchObject({ state: 'done', kind: 'reversal-preview' })
  const done = (await ann.call(getReversalPreview, { params: { id: preview.id } })).result
  expect(done).toMatchObject({ reversal: { revert: 5200, conflicts: 0 }, fields: { 'company.alias': 5200 } })
  expect((await rowsOf(preview.id)).rows).toHaveLength(50)
})

describe('the retention of the change log', () => {
  it('is foretold, forgets what is older, and says what can no longer be undone or gone back to', async () => {
    const { id } = await createCompany(ann)
    const lost = await point('Perdu')
    const { number } = await runJournal(ann, { field: 'alias', value: 'Vieux' }, [id])
    const old = (await readJournal(ann, number)).changeSet ?? 0
    const kept = await point('Gardé')
    await execute(
      server.pool,
      sql`update change_set set at = at - interval '100 days' where position <= (select position from restore_point where id = ${kept})`,
    )
    const foretold = (await ann.call(getLogRetention, { query: { days: 90 } })).result
    expect(foretold.toForget).toBeGreaterThan(0)
    expect((await ann.call(getLogRetention)).result).toMatchObject({ days: null, toForget: 0, forgotten: 0 })
    expect((await ann.call(setLogRetention, { body: { days: 90 } })).result.days).toBe(90)
    expect(await forgetOldChanges(server.pool)).toBe(foretold.toForget)
    expect((await ann.call(getChangeSet, { params: { id: old } })).result).toMatchObject({
      isForgotten: true,
      counts: { company: { update: 1 } },
    })
    expect((await ann.call(listChanges, { params: { id: old } })).result.changes).toEqual([])
    const undo = await ann.call(undoChangeSet, { params: { id: old }, body: { conflicts: 'keep' } })
    expect(undo.problem.code).toBe('log-shortened')
    const points = (await ann.call(listRestorePoints)).result
    expect(points.find((one) => one.id === lost)).toMatchObject({ isLost: true })
    expect(points.find((one) => one.id === kept)).toMatchObject({ isLost: false })
    expect((await ann.call(makeReversalPreview, { body: { restorePoint: lost } })).problem.code).toBe('log-shortened')
    expect((await valuesOf(ann, id))['alias']).toBe('Vieux')
    expect(number).toBeGreaterThan(0)
    expect((await ann.call(setLogRetention, { body: { days: 5 } })).status).toBe(400)
  })
})

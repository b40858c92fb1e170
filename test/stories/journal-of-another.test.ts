/**
 * What a restricted user finds of a journal made, and validated, by somebody who sees more: at every step and at every door
 * the records that he sees and their counts, as if the others were not there.
 */
import { describe, expect, it } from 'vitest'
import {
  countChangeSets,
  createRestorePoint,
  getChangeSet,
  listChanges,
  listChangeSets,
  listRestorePoints,
  previewUndo,
  undoChangeSet,
} from '../../src/shared/contract/change-set.contract.ts'
import { getJob, listJobs } from '../../src/shared/contract/job.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import { listNotices } from '../../src/shared/contract/notice.contract.ts'
import { getHistory } from '../../src/shared/contract/record.contract.ts'
import { listReversalRows, makeReversalPreview } from '../../src/shared/contract/reversal.contract.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import { at, draftJournal, endedJob, readJournal, validated, valuesOf, onWorkingServer } from '../factories/journal.ts'
import { createCompany, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { Client, TestServer } from '../test-server.ts'

let server: TestServer
let chief: User
/** May do everything but see all. */
let clerk: User
/** All that the clerk was told. */
const told: string[] = []
const open: number[] = []
const hidden: number[] = []

onWorkingServer(async (given) => {
  server = given
  chief = await createUser(server, { name: 'Chief' })
  const all = Object.keys(rights) as Right[]
  const outsider = await createUser(server, { name: 'Clerk', rights: all.filter((right) => right !== 'seeAll') })
  const call = (async (endpoint, input) => {
    const answer = await outsider.call(endpoint, input)
    told.push(`${endpoint.id} ${JSON.stringify(answer.result)}`)
    return answer
  }) as Client
  clerk = { ...outsider, call: Object.assign(call, { headers: outsider.call.headers }) }
  for (const name of ['Visible un', 'Visible deux']) open.push((await createCompany(chief, { name })).id)
  for (const name of ['Zyxun', 'Zyxdeux', 'Zyxtrois']) {
    const { id } = await createCompany(chief, { name })
    await restrict(server, 'company', id)
    hidden.push(id)
  }
})

const everything = () => [...open, ...hidden]
const draft = (value: string, ids = everything()) => draftJournal(chief, { field: 'alias', value }, ids)
const resultFor = async (user: User, number: number) => (await user.call(journals.getJournalResult, at(number))).result

describe('a journal of five companies, of which he sees two', () => {
  let number: number

  it('as a draft: its list, its targets, its preview, its clipboard, its copy', async () => {
    ;({ number } = await draft('Partagé'))
    expect(await readJournal(chief, number)).toMatchObject({ targets: 5 })
    expect(await readJournal(clerk, number)).toMatchObject({ targets: 2 })
    const { journals: list } = (await clerk.call(journals.listJournals, { query: {} })).result
    expect(list.find((one) => one.number === number)).toMatchObject({ targets: 2 })
    const { rows, next } = (await clerk.call(targeting.listTargets, at(number))).result
    expect([rows.map(({ id }) => id).toSorted((a, b) => a - b), next]).toEqual([open, null])
    const ids = everything().join(',')
    expect((await clerk.call(targeting.findTargets, { ...at(number), query: { ids } })).result.ids).toEqual(open)
    const preview = (await clerk.call(journals.previewJournal, at(number))).result
    expect(preview).toMatchObject({ targets: 2, change: 2, unchanged: 0, refused: 0 })
    expect((await clerk.call(journals.listPreviewRows, at(number))).result.rows.map(({ id }) => id)).toEqual(open)
    expect((await clerk.call(targeting.copyTargets, at(number))).result).toMatchObject({ count: 2 })
    const own = (await clerk.call(journals.createJournal, { body: { entity: 'company', field: 'alias' } })).result
    expect((await clerk.call(targeting.pasteTargets, at(own.number))).result).toEqual({
      added: 2,
      alreadyPresent: 0,
      targets: 2,
    })
    const taken = await clerk.call(targeting.addTargets, { ...at(own.number), body: { journal: number } })
    expect(taken.result).toMatchObject({ added: 0, alreadyPresent: 2 })
    const kept = await clerk.call(targeting.removeTargets, { ...at(own.number), body: { keepOnly: number } })
    expect(kept.result).toEqual({ removed: 0, targets: 2 })
    const copy = (await clerk.call(journals.duplicateJournal, { ...at(number), body: {} })).result
    expect(copy).toMatchObject({ targets: 2 })
    expect(await readJournal(chief, copy.number)).toMatchObject({ targets: 2 })
  })

  it('when its validation fails, not the counts that the failure tells', async () => {
    const { result } = await chief.call(journals.validateJournal, { ...at(number), body: { confirm: 4 } })
    expect(await endedJob(chief, result.job)).toMatchObject({ error: { code: 'journal-moved' } })
    expect((await readJournal(chief, number)).error?.message).toContain('5')
    expect((await readJournal(clerk, number)).error).toBeNull()
    expect((await clerk.call(getJob, { params: { id: result.job ?? 0 } })).problem.code).toBe('not-found')
  })

  it('once validated: its result, its change set, its history', async () => {
    expect(await validated(chief, number)).toMatchObject({ state: 'done' })
    expect(await resultFor(chief, number)).toMatchObject({ targets: 5, changed: 5, notChanged: 0 })
    expect(await resultFor(clerk, number)).toMatchObject({ targets: 2, changed: 2, notChanged: 0, refused: 0 })
    const id = (await readJournal(clerk, number)).changeSet ?? 0
    const counts = { counts: { company: { create: 0, update: 2, delete: 0 } }, fields: { 'company.alias': 2 } }
    expect((await clerk.call(getChangeSet, { params: { id } })).result).toMatchObject(counts)
    const list = (await clerk.call(listChangeSets, { query: {} })).result.changeSets
    expect(list.find((one) => one.id === id)).toMatchObject(counts)
    expect((await clerk.call(countChangeSets, { query: { ids: String(id) } })).result).toMatchObject([counts])
    const { changes } = (await clerk.call(listChanges, { params: { id } })).result
    expect(changes.map(({ recordId }) => recordId)).toEqual(open)
    const history = await clerk.call(getHistory, { params: { entity: 'company', id: hidden[0]! } })
    expect(history.problem.code).toBe('not-found')
    const { rows } = (await clerk.call(targeting.listTargets, at(number))).result
    expect(rows.map(({ id: one }) => one).toSorted((a, b) => a - b)).toEqual(open)
  })

  it('its undo: previewed and done of those two; the others stay as they are', async () => {
    const id = (await readJournal(clerk, number)).changeSet ?? 0
    expect((await clerk.call(previewUndo, { params: { id } })).result).toMatchObject({ revert: 2, conflicts: 0 })
    const preview = (await clerk.call(makeReversalPreview, { body: { changeSet: id } })).result
    expect(preview).toMatchObject({ reversal: { revert: 2, conflicts: 0 }, fields: { 'company.alias': 2 } })
    const { rows } = (await clerk.call(listReversalRows, { params: { id: preview.id } })).result
    expect(rows.map(({ recordId }) => recordId)).toEqual(open)
    const { job } = (await clerk.call(undoChangeSet, { params: { id }, body: { conflicts: 'revert' } })).result
    expect(await endedJob(clerk, job)).toMatchObject({ state: 'done' })
    const aliases = await Promise.all(everything().map(async (one) => (await valuesOf(chief, one))['alias']))
    expect(aliases).toEqual([null, null, 'Partagé', 'Partagé', 'Partagé'])
  })
})

it('a journal of hidden companies alone did nothing that he could see', async () => {
  const point = (await clerk.call(createRestorePoint, { body: { name: 'Avant' } })).result
  const { number } = await draft('Caché', hidden)
  expect(await readJournal(clerk, number)).toMatchObject({ targets: 0 })
  expect((await clerk.call(journals.previewJournal, at(number))).result).toMatchObject({ targets: 0, change: 0 })
  const before = (await clerk.call(listChangeSets, { query: {} })).result.changeSets.map(({ id }) => id)
  expect(await validated(chief, number)).toMatchObject({ state: 'done' })
  expect(await resultFor(clerk, number)).toMatchObject({ targets: 0, changed: 0, notChanged: 0, refused: 0 })
  const { changeSet } = await readJournal(chief, number)
  expect((await clerk.call(getChangeSet, { params: { id: changeSet ?? 0 } })).problem.code).toBe('change-set-not-found')
  expect((await clerk.call(listChangeSets, { query: {} })).result.changeSets.map(({ id }) => id)).toEqual(before)
  const points = (await clerk.call(listRestorePoints)).result
  expect(points.find(({ id }) => id === point.id)).toMatchObject({ changeSetsSince: 0 })
  const preview = (await clerk.call(makeReversalPreview, { body: { restorePoint: point.id } })).result
  expect(preview).toMatchObject({ reversal: { revert: 0, recreate: 0, remove: 0, conflicts: 0 }, fields: {} })
})

it('nothing that he was told names a hidden company or its id', async () => {
  await clerk.call(listJobs)
  await clerk.call(listNotices)
  expect(told.length).toBeGreaterThan(30)
  const trace = new RegExp(`zyx|(?<!\\d)(${hidden.join('|')})(?!\\d)`, 'i')
  // Ids of companies are the numbers of change sets and jobs too: those that name none are looked at by name alone.
  const numbered = /^(listTargets|findTargets|listPreviewRows|previewJournal|listChanges|listReversalRows) /
  expect(told.filter((answer) => (numbered.test(answer) ? trace : /zyx/i).test(answer))).toEqual([])
})

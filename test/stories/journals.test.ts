/** A bulk update journal as it is worked with: header, targeting, preview, validation by the worker, copy, undo. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoChangeSet, previewUndo, listRestorePoints } from '../../src/shared/contract/change-set.contract.ts'
import { getJob, type Job } from '../../src/shared/contract/job.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import type { Journal, JournalValue } from '../../src/shared/contract/journal.contract.ts'
import { addListValue, type ListValue } from '../../src/shared/contract/reference.contract.ts'
import { getRecord, updateRecord, type Values } from '../../src/shared/contract/record.contract.ts'
import type { JournalOperation } from '../../src/shared/journals/operations.ts'
import { jobActor } from '../../src/server/jobs/job-actor.ts'
import { jobTasks } from '../../src/server/jobs/tasks.ts'
import { startWorker, type Worker } from '../../src/server/platform/jobs/start-worker.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let worker: Worker
let ann: User
let west: ListValue
let south: ListValue

beforeAll(async () => {
  server = await testServer()
  const { services, pool } = server
  worker = await startWorker({ services, tasks: jobTasks(pool), actorOf: (userId) => jobActor(pool, userId) })
  ann = await createUser(server, { name: 'Ann' })
  west = await listValue('salesRegion', 'Far West')
  south = await listValue('salesRegion', 'Deep South')
})
afterAll(async () => {
  await worker.stop()
  await server.close()
})

const listValue = async (list: 'salesRegion' | 'environment', label: string) =>
  (await ann.call(addListValue, { body: { list, label } })).result

async function ended(id: number | null, user = ann): Promise<Job> {
  for (;;) {
    const job = (await user.call(getJob, { params: { id: id ?? 0 } })).result
    if (job.endedAt) return job
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(30)
  }
}

const at = (number: number) => ({ params: { number } })
const company = (id: number) => ({ params: { entity: 'company' as const, id } })
const valuesOf = async (id: number, entity: 'company' | 'contact' = 'company') =>
  (await ann.call(getRecord, { params: { entity, id } })).result.values
const change = async (id: number, values: Values) => {
  const { version } = (await ann.call(getRecord, company(id))).result
  return ann.call(updateRecord, { ...company(id), body: { version, values } })
}

type Draft = { field: string; operation?: JournalOperation; value?: JournalValue; entity?: 'company' | 'contact' }

async function draft({ entity = 'company', ...header }: Draft, ids: number[], user = ann): Promise<Journal> {
  const answer = await user.call(journals.createJournal, { body: { entity, ...header, targets: { ids } } })
  expect(answer.problem).toMatchObject({ state: 'draft' })
  return answer.result
}
const preview = async (number: number, user = ann) => (await user.call(journals.previewJournal, at(number))).result
const read = async (number: number, user = ann) => (await user.call(journals.getJournal, at(number))).result

async function validate(number: number, user = ann): Promise<Job> {
  const { change: confirm } = await preview(number, user)
  const { result } = await user.call(journals.validateJournal, { ...at(number), body: { confirm } })
  return ended(result.job, user)
}

/** A journal of one operation on records, previewed and validated; what the preview said. */
async function run(header: Draft, ids: number[]) {
  const { number } = await draft(header, ids)
  const said = await preview(number)
  expect(await validate(number)).toMatchObject({ state: 'done', error: null })
  return { ...said, number }
}

describe('the whole gesture', () => {
  const ids: number[] = []
  let before: string
  let journal: Journal

  it('a header, then a search whose hits all go to the right', async () => {
    for (const [name, region] of [
      ['Ouest un', south.id],
      ['Ouest deux', south.id],
      ['Ouest trois', west.id],
      ['Autre', south.id],
    ] as const) {
      ids.push((await createCompany(ann, { name, salesRegion: region })).id)
    }
    before = await tableHash(server.pool)
    journal = (await ann.call(journals.createJournal, { body: { entity: 'company', field: 'salesRegion' } })).result
    expect(journal).toMatchObject({
      tab: 'details',
      operation: 'set',
      value: null,
      state: 'draft',
      isValidated: false,
      author: 'Ann',
    })
    expect((await ann.call(journals.previewJournal, at(journal.number))).problem.code).toBe('journal-incomplete')
    const header = { value: west.id, comment: 'Réorganisation' }
    journal = (await ann.call(journals.updateJournal, { ...at(journal.number), body: header })).result
    expect(journal).toMatchObject({ ...header, targets: 0 })
    const selection = { search: 'ouest' }
    const added = (await ann.call(journals.addTargets, { ...at(journal.number), body: { selection } })).result
    expect(added).toEqual({ added: 3, alreadyPresent: 0, targets: 3, notFound: [], notFoundTotal: 0 })
    const { ids: among } = (
      await ann.call(journals.findTargets, { ...at(journal.number), query: { ids: ids.join(',') } })
    ).result
    expect(among).toEqual(ids.slice(0, 3))
  })

  it('shows old → new of the right list, and says what validation would do', async () => {
    const { rows } = (await ann.call(journals.listTargets, at(journal.number))).result
    expect(rows.map(({ label, before, after, isUnchanged }) => [label, before, after, isUnchanged])).toEqual([
      ['Ouest deux', south.id, west.id, false],
      ['Ouest trois', west.id, west.id, true],
      ['Ouest un', south.id, west.id, false],
    ])
    const found = await ann.call(journals.listTargets, { ...at(journal.number), query: { search: 'trois', limit: 1 } })
    expect(found.result.rows.map(({ id }) => id)).toEqual([ids[2]])
    const said = await preview(journal.number)
    expect(said).toMatchObject({ targets: 3, change: 2, unchanged: 1, refused: 0, reasons: [] })
    expect(said.sample.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const rowsOf = async (outcome: 'unchanged' | 'change') =>
      (await ann.call(journals.listPreviewRows, { ...at(journal.number), query: { outcome, limit: 1 } })).result
    expect(await rowsOf('unchanged')).toMatchObject({ rows: [{ id: ids[2], reason: null }], next: null })
    expect(await rowsOf('change')).toMatchObject({ rows: [{ id: ids[0] }], next: ids[0] })
  })

  it('is validated by the number previewed alone, then frozen', async () => {
    const wrong = (await ann.call(journals.validateJournal, { ...at(journal.number), body: { confirm: 3 } })).result
    expect(wrong.state).not.toBe('validated')
    expect(await ended(wrong.job)).toMatchObject({ state: 'failed', error: { code: 'journal-moved' } })
    expect(await tableHash(server.pool)).toBe(before)
    expect(await read(journal.number)).toMatchObject({ state: 'draft', error: { code: 'journal-moved' } })

    const job = await validate(journal.number)
    expect(job).toMatchObject({ state: 'done', kind: 'journal-validate', journal: journal.number })
    journal = await read(journal.number)
    expect(journal).toMatchObject({ state: 'validated', isValidated: true, validator: 'Ann', targets: 3, error: null })
    expect(journal.changeSet).toBe(job.result?.changeSet)
    expect((await valuesOf(ids[0]!))['salesRegion']).toBe(west.id)
    expect((await valuesOf(ids[3]!))['salesRegion']).toBe(south.id)
    const [point] = (await ann.call(listRestorePoints, {})).result
    expect(point).toMatchObject({ id: journal.restorePoint, name: `Journal n° ${journal.number}`, changeSetsSince: 1 })

    const frozen = await ann.call(journals.updateJournal, { ...at(journal.number), body: { comment: 'plus tard' } })
    expect(frozen.problem).toMatchObject({ status: 409, code: 'journal-state' })
    expect((await ann.call(journals.addTargets, { ...at(journal.number), body: { ids } })).status).toBe(409)
    expect((await ann.call(journals.deleteJournal, at(journal.number))).status).toBe(409)
  })

  it('shows its targeting with what it wrote, and its result', async () => {
    const { rows } = (await ann.call(journals.listTargets, at(journal.number))).result
    expect(rows.map(({ before, after, isUnchanged }) => [before, after, isUnchanged])).toEqual([
      [south.id, west.id, false],
      [null, null, true],
      [south.id, west.id, false],
    ])
    const result = (await ann.call(journals.getJournalResult, at(journal.number))).result
    expect(result).toMatchObject({ targets: 3, changed: 2, notChanged: 1, stale: 0, undoneBy: null })
  })

  it('its targeting is pasted into another journal, twice without a repeat', async () => {
    const copied = (await ann.call(journals.copyTargets, at(journal.number))).result
    expect(copied).toMatchObject({ journal: journal.number, entity: 'company', count: 3 })
    const other = await draft({ field: 'alias', value: 'W' }, [ids[3]!])
    const paste = async () => (await ann.call(journals.pasteTargets, at(other.number))).result
    expect(await paste()).toEqual({ added: 3, alreadyPresent: 0, targets: 4 })
    expect(await paste()).toEqual({ added: 0, alreadyPresent: 3, targets: 4 })
    expect((await ann.call(journals.getClipboard)).result.clipboard).toMatchObject({ count: 3 })
    const contacts = await draft({ entity: 'contact', field: 'language' }, [])
    expect((await ann.call(journals.pasteTargets, at(contacts.number))).problem.code).toBe('journal-entity-differs')
  })

  it('is undone but for what changed since', async () => {
    await change(ids[1]!, { salesRegion: null })
    const id = journal.changeSet ?? 0
    expect((await ann.call(previewUndo, { params: { id } })).result).toMatchObject({ revert: 1, conflicts: 1 })
    const { job } = (await ann.call(undoChangeSet, { params: { id }, body: { conflicts: 'keep' } })).result
    expect(await ended(job)).toMatchObject({ state: 'done' })
    expect(await read(journal.number)).toMatchObject({ state: 'undone', isValidated: true })
    expect((await valuesOf(ids[0]!))['salesRegion']).toBe(south.id)
    expect((await valuesOf(ids[1]!))['salesRegion']).toBe(null)
    await change(ids[1]!, { salesRegion: south.id })
    expect(await tableHash(server.pool)).toBe(before)
  })
})

describe('every operation', () => {
  it('set and clear', async () => {
    const { id } = await createCompany(ann, { alias: 'Ancien', website: 'a.fr' })
    await run({ field: 'alias', value: ' Nouveau ' }, [id])
    await run({ field: 'website', operation: 'clear' }, [id])
    expect(await valuesOf(id)).toMatchObject({ alias: 'Nouveau', website: null })
  })

  it('adds a tag and takes one away', async () => {
    const tags = [await listValue('environment', 'Linux'), await listValue('environment', 'Java')].map((one) => one.id)
    const [linux, java] = tags as [number, number]
    const one = await createCompany(ann, { environment: [linux] })
    const two = await createCompany(ann)
    const added = await run({ field: 'environment', operation: 'add-tag', value: [java, linux] }, [one.id, two.id])
    expect(added).toMatchObject({ change: 2 })
    expect((await valuesOf(one.id))['environment']).toEqual(tags)
    expect((await valuesOf(two.id))['environment']).toEqual(tags)
    const again = await draft({ field: 'environment', operation: 'add-tag', value: [java] }, [one.id, two.id])
    expect(await preview(again.number)).toMatchObject({ change: 0, unchanged: 2 })
    await run({ field: 'environment', operation: 'remove-tag', value: [linux, java] }, [one.id])
    expect((await valuesOf(one.id))['environment']).toBe(null)
  })

  it('replaces text, and refuses what would be too long', async () => {
    const one = await createCompany(ann, { website: 'http://a.fr' })
    const two = await createCompany(ann, { website: `http://${'x'.repeat(193)}` })
    const value = { find: 'http:', replace: 'https:' }
    const said = await run({ field: 'website', operation: 'replace-text', value }, [one.id, two.id])
    expect(said).toMatchObject({ change: 1, refused: 1, reasons: [{ code: 'value-too-long', records: 1 }] })
    expect((await valuesOf(one.id))['website']).toBe('https://a.fr')
  })

  it('adds an amount or a percentage, and refuses what the field cannot hold', async () => {
    const one = await createCompany(ann, { employees: 10, annualRevenue: '1000.50' })
    const two = await createCompany(ann, { employees: 2_147_483_647 })
    const empty = await createCompany(ann)
    const ids = [one.id, two.id, empty.id]
    expect(await run({ field: 'employees', operation: 'add-amount', value: 5 }, ids)).toMatchObject({
      change: 1,
      unchanged: 1,
      refused: 1,
      reasons: [{ code: 'number-invalid' }],
    })
    await run({ field: 'annualRevenue', operation: 'add-percentage', value: '-2.5' }, ids)
    expect(await valuesOf(one.id)).toMatchObject({ employees: 15, annualRevenue: '975.49' })
  })

  it('shifts a date', async () => {
    const { id } = await createCompany(ann, { lastVisit: '2026-01-31' })
    await run({ field: 'lastVisit', operation: 'shift-date', value: { amount: 1, unit: 'month' } }, [id])
    expect((await valuesOf(id))['lastVisit']).toBe('2026-02-28')
  })

  it('changes the default address, and refuses a record without one', async () => {
    const one = await createCompany(ann, {}, [
      { values: { city: 'Nante' } },
      { values: { city: 'Nante', name: 'Dépôt' } },
    ])
    const two = await createCompany(ann)
    const said = await run({ field: 'address.city', value: 'Nantes' }, [one.id, two.id])
    expect(said).toMatchObject({ targets: 2, change: 1, refused: 1, reasons: [{ code: 'journal-no-address' }] })
    const { addresses } = (await ann.call(getRecord, company(one.id))).result
    const cityOf = (isDefault: boolean) => addresses.find((one) => one.isDefault === isDefault)?.values['city']
    expect([cityOf(true), cityOf(false)]).toEqual(['Nantes', 'Nante'])
    const { rows } = (await ann.call(journals.listTargets, at(said.number))).result
    expect(rows.find(({ id }) => id === one.id)).toMatchObject({ before: 'Nante', after: 'Nantes' })
  })

  it('of a contact, with what depends on it', async () => {
    const owner = await createCompany(ann)
    const { id } = await createContact(ann, owner.id)
    await run({ entity: 'contact', field: 'hasLeft', value: true }, [id])
    expect(await valuesOf(id, 'contact')).toMatchObject({ hasLeft: true, isActive: false })
  })

  it('takes only what the field allows', async () => {
    const refusal = async (body: Draft) =>
      (await ann.call(journals.createJournal, { body: { entity: 'company', ...body } })).problem.code
    expect(await refusal({ field: 'code' })).toBe('journal-field-not-allowed')
    expect(await refusal({ field: 'address.kind' })).toBe('journal-field-not-allowed')
    expect(await refusal({ field: 'alias', operation: 'add-amount' })).toBe('journal-operation-not-allowed')
    expect(await refusal({ field: 'state', operation: 'clear' })).toBe('journal-operation-not-allowed')
    expect(await refusal({ field: 'employees', value: 'beaucoup' })).toBe('journal-value-invalid')
    expect(await refusal({ field: 'environment', operation: 'add-tag', value: 'x' })).toBe('journal-value-invalid')
  })
})

describe('what a rule refuses', () => {
  it('is left as it is, with its reason', async () => {
    const one = await createCompany(ann, { telemarketer: ann.id })
    const two = await createCompany(ann)
    const { number } = await draft({ field: 'salesStatus', value: 'prospect' }, [one.id, two.id])
    const said = await preview(number)
    expect(said).toMatchObject({ change: 1, refused: 1, reasons: [{ code: 'required-when', records: 1 }] })
    expect(said.reasons[0]?.message).toMatch(/Telemarketer.*Sales status.*Prospect/)
    const { rows } = (await ann.call(journals.listPreviewRows, { ...at(number), query: { outcome: 'refused' } })).result
    expect(rows).toMatchObject([{ id: two.id, before: null, after: 'prospect', reason: said.reasons[0]?.message }])
    expect(await validate(number)).toMatchObject({ state: 'done' })
    expect((await valuesOf(one.id))['salesStatus']).toBe('prospect')
    expect((await valuesOf(two.id))['salesStatus']).toBe(null)
  })

  it('a company never becomes its own ancestor', async () => {
    const top = await createCompany(ann)
    const middle = await createCompany(ann, { parent: top.id })
    const bottom = await createCompany(ann, { parent: middle.id })
    const other = await createCompany(ann)
    const ids = [top.id, middle.id, bottom.id, other.id]
    expect(await run({ field: 'parent', value: bottom.id }, ids)).toMatchObject({
      change: 1,
      refused: 3,
      reasons: [{ code: 'parent-cycle', records: 3 }],
    })
  })

  it('nothing to change is nothing to validate', async () => {
    const { id } = await createCompany(ann, { alias: 'Même' })
    const { number } = await draft({ field: 'alias', value: 'Même' }, [id])
    expect(await validate(number)).toMatchObject({ state: 'failed', error: { code: 'journal-nothing' } })
  })
})

describe('targeting', () => {
  it('by pasted codes, told which are not found', async () => {
    const one = await createCompany(ann, { code: 'J001' })
    await createCompany(ann, { code: 'J002' })
    const { number } = await draft({ field: 'alias' }, [one.id])
    const codes = ['j001 ', 'J002', 'J002', '', 'J404']
    const added = (await ann.call(journals.addTargets, { ...at(number), body: { codes } })).result
    expect(added).toEqual({ added: 1, alreadyPresent: 1, targets: 2, notFound: ['J404'], notFoundTotal: 1 })
  })

  it('of contacts by e-mail', async () => {
    const owner = await createCompany(ann)
    await createContact(ann, owner.id, { email1: 'A@b.fr', externalId: 'X-1' })
    const { number } = await draft({ entity: 'contact', field: 'language' }, [])
    const codes = ['a@B.fr', 'x-1', 'z@z.fr']
    const added = (await ann.call(journals.addTargets, { ...at(number), body: { codes } })).result
    expect(added).toMatchObject({ added: 1, alreadyPresent: 0, notFound: ['z@z.fr'] })
  })

  it('by set operations with another journal, and away by a selection', async () => {
    const ids: number[] = []
    for (const name of ['Ensemble un', 'Ensemble deux', 'Ensemble trois'])
      ids.push((await createCompany(ann, { name })).id)
    const [a, b, c] = ids as [number, number, number]
    const one = await draft({ field: 'alias' }, [a, b])
    const two = await draft({ field: 'alias' }, [b, c])
    const remove = async (body: journals.TargetRemoval) =>
      (await ann.call(journals.removeTargets, { ...at(one.number), body })).result
    expect(
      (await ann.call(journals.addTargets, { ...at(one.number), body: { journal: two.number } })).result,
    ).toMatchObject({
      added: 1,
      alreadyPresent: 1,
    })
    expect(await remove({ selection: { search: 'ensemble un' } })).toEqual({ removed: 1, targets: 2 })
    expect(await remove({ journal: two.number })).toEqual({ removed: 2, targets: 0 })
    await ann.call(journals.addTargets, { ...at(one.number), body: { selection: { search: 'ensemble', except: [c] } } })
    expect(await remove({ keepOnly: two.number })).toEqual({ removed: 1, targets: 1 })
    expect(await remove({ all: true })).toEqual({ removed: 1, targets: 0 })
    const both = await ann.call(journals.addTargets, { ...at(one.number), body: { ids, journal: two.number } })
    expect(both.problem.code).toBe('invalid-request')
  })

  it('is duplicated with its header; a draft is deleted; the list finds what is left', async () => {
    const { id } = await createCompany(ann)
    const { number } = await draft({ field: 'alias', value: 'Copie' }, [id])
    const copy = (await ann.call(journals.duplicateJournal, { ...at(number), body: {} })).result
    expect(copy).toMatchObject({ field: 'alias', value: 'Copie', targets: 1, state: 'draft' })
    expect((await ann.call(journals.deleteJournal, at(number))).status).toBe(200)
    expect((await ann.call(journals.getJournal, at(number))).status).toBe(404)
    const { journals: list, next } = (
      await ann.call(journals.listJournals, { query: { state: 'draft', entity: 'company', limit: 1 } })
    ).result
    expect([list[0]?.number, next]).toEqual([copy.number, copy.number])
    const found = (await ann.call(journals.listJournals, { query: { search: String(copy.number) } })).result
    expect(found.journals.map((one) => one.number)).toContain(copy.number)
  })
})

it('two validations at once are written one after the other', async () => {
  const ids: number[] = []
  for (let n = 0; n < 5; n++) ids.push((await createCompany(ann)).id)
  const one = await draft({ field: 'alias', value: 'Un' }, ids.slice(0, 4))
  const two = await draft({ field: 'alias', value: 'Deux' }, ids.slice(1))
  const jobs = await Promise.all([validate(one.number), validate(two.number)])
  expect(jobs.map(({ state }) => state)).toEqual(['done', 'done'])
  const aliases = await Promise.all(ids.map(async (id) => (await valuesOf(id))['alias']))
  expect(aliases[0]).toBe('Un')
  expect(aliases[4]).toBe('Deux')
  expect(new Set(aliases.slice(1, 4)).size).toBe(1)
})

describe('by four eyes', () => {
  const rights = ['company.see', 'changeSet.see'] as const
  let preparer: User
  let validator: User
  beforeAll(async () => {
    preparer = await createUser(server, { name: 'Prep', rights: [...rights, 'journal.prepare', 'seeAll'] })
    validator = await createUser(server, { name: 'Val', rights: [...rights, 'journal.validate'] })
  })

  it('what the validator may not see stays untouched, and uncounted for him', async () => {
    const open = await createCompany(ann, { name: 'Ouverte' })
    const secret = await createCompany(ann, { name: 'Secrète' })
    await restrict(server, 'company', secret.id, { users: [ann.id] })
    const { number } = await draft({ field: 'alias', value: 'Vu' }, [open.id, secret.id], preparer)
    expect(await preview(number, preparer)).toMatchObject({ targets: 2, change: 2 })
    expect(await preview(number, validator)).toMatchObject({ targets: 1, change: 1 })
    expect(await read(number, validator)).toMatchObject({ targets: 1 })
    expect((await validator.call(journals.listTargets, at(number))).result.rows.map(({ id }) => id)).toEqual([open.id])
    expect(await validate(number, validator)).toMatchObject({ state: 'done' })
    expect((await valuesOf(secret.id))['alias']).toBe(null)
    const resultFor = async (user: User) => (await user.call(journals.getJournalResult, at(number))).result
    expect(await resultFor(validator)).toMatchObject({ targets: 1, changed: 1, notChanged: 0 })
    expect(await resultFor(preparer)).toMatchObject({ targets: 2, changed: 1, notChanged: 1 })
    const mine = (await validator.call(journals.listJournals, { query: { limit: 1 } })).result.journals
    expect(mine).toMatchObject([{ number, targets: 1, author: 'Prep', validator: 'Val' }])
  })

  it('who prepares does not validate, and the other way round', async () => {
    const { number } = await draft({ field: 'alias', value: 'X' }, [], preparer)
    const asked = await preparer.call(journals.validateJournal, { ...at(number), body: { confirm: 0 } })
    expect(asked.problem.code).toBe('right-missing')
    const changed = await validator.call(journals.updateJournal, { ...at(number), body: { comment: 'x' } })
    expect(changed.problem.code).toBe('right-missing')
    const outsider = await createUser(server, { rights: ['company.see'] })
    expect((await outsider.call(journals.getJournal, at(number))).problem.code).toBe('right-missing')
  })
})

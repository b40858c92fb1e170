/** A bulk update journal as it is worked with: header, targeting, preview, validation by the worker, copy, undo. */
import { beforeAll, describe, expect, it } from 'vitest'
import { undoChangeSet, previewUndo, listRestorePoints } from '../../src/shared/contract/change-set.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import type { Journal } from '../../src/shared/contract/journal.contract.ts'
import { getRecord, updateRecord, type Values } from '../../src/shared/contract/record.contract.ts'
import {
  addValue,
  at,
  draftJournal,
  endedJob,
  previewOf,
  readJournal,
  validated,
  valuesOf,
  onWorkingServer,
} from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let west: number
let south: number

onWorkingServer(async (given) => {
  server = given
  ann = await createUser(server, { name: 'Ann' })
  west = await addValue(ann, 'salesRegion', 'Far West')
  south = await addValue(ann, 'salesRegion', 'Deep South')
})

const change = async (id: number, values: Values) => {
  const params = { entity: 'company' as const, id }
  const { version } = (await ann.call(getRecord, { params })).result
  return ann.call(updateRecord, { params, body: { version, values } })
}

describe('the whole gesture', () => {
  const ids: number[] = []
  let before: string
  let journal: Journal

  it('a header, then a search whose hits all go to the right', async () => {
    for (const [name, region] of [
      ['Ouest un', south],
      ['Ouest deux', south],
      ['Ouest trois', west],
      ['Autre', south],
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
    const header = { value: west, comment: 'Réorganisation' }
    journal = (await ann.call(journals.updateJournal, { ...at(journal.number), body: header })).result
    expect(journal).toMatchObject({ ...header, targets: 0 })
    const selection = { search: 'ouest' }
    const added = (await ann.call(targeting.addTargets, { ...at(journal.number), body: { selection } })).result
    expect(added).toEqual({ added: 3, alreadyPresent: 0, targets: 3, notFound: [], notFoundTotal: 0 })
    const { ids: among } = (
      await ann.call(targeting.findTargets, { ...at(journal.number), query: { ids: ids.join(',') } })
    ).result
    expect(among).toEqual(ids.slice(0, 3))
  })

  it('shows old → new of the right list, and says what validation would do', async () => {
    const { rows } = (await ann.call(targeting.listTargets, at(journal.number))).result
    expect(rows.map(({ label, before, after, isUnchanged }) => [label, before, after, isUnchanged])).toEqual([
      ['Ouest deux', south, west, false],
      ['Ouest trois', west, west, true],
      ['Ouest un', south, west, false],
    ])
    const found = await ann.call(targeting.listTargets, { ...at(journal.number), query: { search: 'trois', limit: 1 } })
    expect(found.result.rows.map(({ id }) => id)).toEqual([ids[2]])
    const said = await previewOf(ann, journal.number)
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
    expect(await endedJob(ann, wrong.job)).toMatchObject({ state: 'failed', error: { code: 'journal-moved' } })
    expect(await tableHash(server.pool)).toBe(before)
    expect(await readJournal(ann, journal.number)).toMatchObject({ state: 'draft', error: { code: 'journal-moved' } })

    const job = await validated(ann, journal.number)
    expect(job).toMatchObject({ state: 'done', kind: 'journal-validate', journal: journal.number })
    journal = await readJournal(ann, journal.number)
    expect(journal).toMatchObject({ state: 'validated', isValidated: true, validator: 'Ann', targets: 3, error: null })
    expect(journal.changeSet).toBe(job.result?.changeSet)
    expect((await valuesOf(ann, ids[0]!))['salesRegion']).toBe(west)
    expect((await valuesOf(ann, ids[3]!))['salesRegion']).toBe(south)
    const [point] = (await ann.call(listRestorePoints, {})).result
    expect(point).toMatchObject({ id: journal.restorePoint, name: `Journal n° ${journal.number}`, changeSetsSince: 1 })

    const frozen = await ann.call(journals.updateJournal, { ...at(journal.number), body: { comment: 'plus tard' } })
    expect(frozen.problem).toMatchObject({ status: 409, code: 'journal-state' })
    expect((await ann.call(targeting.addTargets, { ...at(journal.number), body: { ids } })).status).toBe(409)
    expect((await ann.call(journals.deleteJournal, at(journal.number))).status).toBe(409)
  })

  it('shows its targeting with what it wrote, and its result', async () => {
    const { rows } = (await ann.call(targeting.listTargets, at(journal.number))).result
    expect(rows.map(({ before, after, isUnchanged }) => [before, after, isUnchanged])).toEqual([
      [south, west, false],
      [null, null, true],
      [south, west, false],
    ])
    const result = (await ann.call(journals.getJournalResult, at(journal.number))).result
    expect(result).toMatchObject({ targets: 3, changed: 2, notChanged: 1, stale: 0, undoneBy: null })
  })

  it('its targeting is pasted into another journal, twice without a repeat', async () => {
    const copied = (await ann.call(targeting.copyTargets, at(journal.number))).result
    expect(copied).toMatchObject({ journal: journal.number, entity: 'company', count: 3 })
    const other = await draftJournal(ann, { field: 'alias', value: 'W' }, [ids[3]!])
    const paste = async () => (await ann.call(targeting.pasteTargets, at(other.number))).result
    expect(await paste()).toEqual({ added: 3, alreadyPresent: 0, targets: 4 })
    expect(await paste()).toEqual({ added: 0, alreadyPresent: 3, targets: 4 })
    expect((await ann.call(targeting.getClipboard)).result.clipboard).toMatchObject({ count: 3 })
    const contacts = await draftJournal(ann, { entity: 'contact', field: 'language' }, [])
    expect((await ann.call(targeting.pasteTargets, at(contacts.number))).problem.code).toBe('journal-entity-differs')
  })

  it('is undone but for what changed since', async () => {
    await change(ids[1]!, { salesRegion: null })
    const id = journal.changeSet ?? 0
    expect((await ann.call(previewUndo, { params: { id } })).result).toMatchObject({ revert: 1, conflicts: 1 })
    const { job } = (await ann.call(undoChangeSet, { params: { id }, body: { conflicts: 'keep' } })).result
    expect(await endedJob(ann, job)).toMatchObject({ state: 'done' })
    expect(await readJournal(ann, journal.number)).toMatchObject({ state: 'undone', isValidated: true })
    expect((await valuesOf(ann, ids[0]!))['salesRegion']).toBe(south)
    expect((await valuesOf(ann, ids[1]!))['salesRegion']).toBe(null)
    await change(ids[1]!, { salesRegion: south })
    expect(await tableHash(server.pool)).toBe(before)
  })
})

describe('targeting', () => {
  it('by pasted codes, told which are not found', async () => {
    const one = await createCompany(ann, { code: 'J001' })
    await createCompany(ann, { code: 'J002' })
    const { number } = await draftJournal(ann, { field: 'alias' }, [one.id])
    const codes = ['j001 ', 'J002', 'J002', '', 'J404']
    const added = (await ann.call(targeting.addTargets, { ...at(number), body: { codes } })).result
    expect(added).toEqual({ added: 1, alreadyPresent: 1, targets: 2, notFound: ['J404'], notFoundTotal: 1 })
  })

  it('of contacts by e-mail', async () => {
    const owner = await createCompany(ann)
    await createContact(ann, owner.id, { email1: 'A@b.fr', externalId: 'X-1' })
    const { number } = await draftJournal(ann, { entity: 'contact', field: 'language' }, [])
    const codes = ['a@B.fr', 'x-1', 'z@z.fr']
    const added = (await ann.call(targeting.addTargets, { ...at(number), body: { codes } })).result
    expect(added).toMatchObject({ added: 1, alreadyPresent: 0, notFound: ['z@z.fr'] })
  })

  it('by set operations with another journal, and away by a selection', async () => {
    const ids: number[] = []
    for (const name of ['Ensemble un', 'Ensemble deux', 'Ensemble trois'])
      ids.push((await createCompany(ann, { name })).id)
    const [a, b, c] = ids as [number, number, number]
    const one = await draftJournal(ann, { field: 'alias' }, [a, b])
    const two = await draftJournal(ann, { field: 'alias' }, [b, c])
    const remove = async (body: targeting.TargetRemoval) =>
      (await ann.call(targeting.removeTargets, { ...at(one.number), body })).result
    expect(
      (await ann.call(targeting.addTargets, { ...at(one.number), body: { journal: two.number } })).result,
    ).toMatchObject({
      added: 1,
      alreadyPresent: 1,
    })
    expect(await remove({ selection: { search: 'ensemble un' } })).toEqual({ removed: 1, targets: 2 })
    expect(await remove({ journal: two.number })).toEqual({ removed: 2, targets: 0 })
    await ann.call(targeting.addTargets, {
      ...at(one.number),
      body: { selection: { search: 'ensemble', except: [c] } },
    })
    expect(await remove({ keepOnly: two.number })).toEqual({ removed: 1, targets: 1 })
    expect(await remove({ all: true })).toEqual({ removed: 1, targets: 0 })
    const both = await ann.call(targeting.addTargets, { ...at(one.number), body: { ids, journal: two.number } })
    expect(both.problem.code).toBe('invalid-request')
  })

  it('is duplicated with its header; a draft is deleted; the list finds what is left', async () => {
    const { id } = await createCompany(ann)
    const { number } = await draftJournal(ann, { field: 'alias', value: 'Copie' }, [id])
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
  const one = await draftJournal(ann, { field: 'alias', value: 'Un' }, ids.slice(0, 4))
  const two = await draftJournal(ann, { field: 'alias', value: 'Deux' }, ids.slice(1))
  const jobs = await Promise.all([validated(ann, one.number), validated(ann, two.number)])
  expect(jobs.map(({ state }) => state)).toEqual(['done', 'done'])
  const aliases = await Promise.all(ids.map(async (id) => (await valuesOf(ann, id))['alias']))
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
    const { number } = await draftJournal(preparer, { field: 'alias', value: 'Vu' }, [open.id, secret.id])
    expect(await previewOf(preparer, number)).toMatchObject({ targets: 2, change: 2 })
    expect(await previewOf(validator, number)).toMatchObject({ targets: 1, change: 1 })
    expect(await readJournal(validator, number)).toMatchObject({ targets: 1 })
    expect((await validator.call(targeting.listTargets, at(number))).result.rows.map(({ id }) => id)).toEqual([open.id])
    expect(await validated(validator, number)).toMatchObject({ state: 'done' })
    expect((await valuesOf(ann, secret.id))['alias']).toBe(null)
    const resultFor = async (user: User) => (await user.call(journals.getJournalResult, at(number))).result
    expect(await resultFor(validator)).toMatchObject({ targets: 1, changed: 1, notChanged: 0 })
    expect(await resultFor(preparer)).toMatchObject({ targets: 2, changed: 1, notChanged: 1 })
    const mine = (await validator.call(journals.listJournals, { query: { limit: 1 } })).result.journals
    expect(mine).toMatchObject([{ number, targets: 1, author: 'Prep', validator: 'Val' }])
  })

  it('who prepares does not validate, and the other way round', async () => {
    const { number } = await draftJournal(preparer, { field: 'alias', value: 'X' }, [])
    const asked = await preparer.call(journals.validateJournal, { ...at(number), body: { confirm: 0 } })
    expect(asked.problem.code).toBe('right-missing')
    const changed = await validator.call(journals.updateJournal, { ...at(number), body: { comment: 'x' } })
    expect(changed.problem.code).toBe('right-missing')
    const outsider = await createUser(server, { rights: ['company.see'] })
    expect((await outsider.call(journals.getJournal, at(number))).problem.code).toBe('right-missing')
  })
})

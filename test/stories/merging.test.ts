/** Records merged into one: side by side, previewed, done as one change set, taken back whole (CO-10). */
import { describe, expect, it } from 'vitest'
import { getAccess } from '../../src/shared/contract/access.contract.ts'
import { createRestorePoint, getChangeSet, undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { addCustomField } from '../../src/shared/contract/custom-field.contract.ts'
import { setFieldLocks } from '../../src/shared/contract/field-lock.contract.ts'
import { mergeRecords, previewMerge } from '../../src/shared/contract/merge.contract.ts'
import {
  addComment,
  getHistory,
  getRecord,
  listRecords,
  updateRecord,
  type ListEntity,
} from '../../src/shared/contract/record.contract.ts'
import { examine } from '../../src/server/records/doctor/examine.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { addValue, draftJournal, endedJob, valuesOf } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { restoreTo } from '../factories/restore.ts'
import { withStaff } from '../factories/staff.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
withStaff((staff) => {
  ;({ server, ann, bob } = staff)
})

const read = async (user: User, id: number, entity: ListEntity = 'company') =>
  (await user.call(getRecord, { params: { entity, id } })).result

type Choices = { keep?: Record<string, number | 'all'>; defaultAddress?: number; defaultContact?: number }
async function merge(
  user: User,
  [survivor = 0, ...others]: number[],
  choices: Choices = {},
  entity: ListEntity = 'company',
) {
  const records = []
  for (const id of [survivor, ...others]) records.push({ id, version: (await read(ann, id, entity)).version })
  return user.call(mergeRecords, { body: { entity, survivor, records, ...choices } })
}

async function undo(user: User, changeSet: number): Promise<number> {
  const { result } = await user.call(undoChangeSet, { params: { id: changeSet }, body: { conflicts: 'keep' } })
  const job = await endedJob(user, result.job)
  expect(job.state).toBe('done')
  return job.result?.changeSet ?? 0
}

const found = async (user: User, search: string, entity: ListEntity = 'company') =>
  (await user.call(listRecords, { params: { entity }, query: { search } })).result.rows.map(({ id }) => id)

const soundness = async () => (await examine(server.pool)).filter(({ count }) => count > 0)

/** Two companies with addresses, contacts, tags, a subsidiary, and pointers of all sorts. */
async function twins() {
  const [red, blue] = [
    await addValue(ann, 'environment', `Rouge ${Math.random()}`),
    await addValue(ann, 'environment', `Bleu ${Math.random()}`),
  ]
  const main = {
    kind: 'main',
    name: 'Siège',
    line1: '1 rue de la Gare',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  }
  const one = (
    await createCompany(
      ann,
      { name: 'Talmont', environment: [red], comments: 'Bons payeurs', phoneMain: '0240000001' },
      [{ values: main, isDefault: true }],
    )
  ).id
  const two = (
    await createCompany(
      ann,
      {
        name: 'Talmont SARL',
        vatNumber: 'FR40303265045',
        externalId: `E${Math.random()}`,
        environment: [blue],
        comments: 'Livrer le matin',
        isReference: true,
        parent: one,
      },
      [
        { values: { ...main, name: 'Usine', line1: '1 bis rue de la Gare' } },
        { values: { ...main, kind: 'other', name: null } },
        { values: { kind: 'billing', line1: '9 quai du Port', postalCode: '44000', city: 'Nantes', name: 'Siège' } },
      ],
    )
  ).id
  const [hugo, ines] = [
    (await createContact(ann, one, { lastName: 'Hugo', email1: 'hugo@talmont.test' })).id,
    (await createContact(ann, two, { lastName: 'Inès', isReference: true })).id,
  ]
  const child = (await createCompany(ann, { name: 'Filiale', parent: two })).id
  return { one, two, hugo, ines, child, red, blue }
}

describe('two companies', () => {
  it('are proposed field by field, with what moves, and nothing is written', async () => {
    const { one, two } = await twins()
    const before = await tableHash(server.pool)
    const { result } = await ann.call(previewMerge, { body: { entity: 'company', ids: [one, two] } })
    expect(result.choices.survivor).toBe(two)
    expect(result.choices.keep).toMatchObject({
      name: two,
      vatNumber: two,
      phoneMain: one,
      comments: 'all',
      environment: 'all',
    })
    expect(result.effects).toEqual({ contacts: 1, addresses: 1, sameAddresses: 0, references: 0, isRestricted: false })
    expect(result.faults).toEqual([])
    const turned = await ann.call(previewMerge, {
      body: { entity: 'company', ids: [one, two], choices: { survivor: one, keep: {} } },
    })
    expect(turned.result.effects).toMatchObject({ contacts: 1, addresses: 2, sameAddresses: 1, references: 1 })
    expect(turned.result.choices.keep).toMatchObject({ name: one, vatNumber: two, isReference: two })
    expect(await tableHash(server.pool)).toBe(before)
  })

  it('are one, whose values, addresses, contacts and references are those of both; the undo gives both back whole', async () => {
    const { one, two, hugo, ines, child, red, blue } = await twins()
    const code = String((await valuesOf(ann, two))['code'])
    await ann.call(addComment, { params: { entity: 'company', id: two }, body: { text: 'Vus au salon' } })
    const { number } = await draftJournal(ann, { field: 'alias', value: 'T' }, [two])
    const before = await tableHash(server.pool)
    const { result } = await merge(ann, [one, two], { keep: { name: two }, defaultContact: ines })
    const survivor = await read(ann, one)
    expect(survivor.values).toMatchObject({
      name: 'Talmont SARL',
      vatNumber: 'FR40303265045',
      phoneMain: '0240000001',
      comments: 'Bons payeurs\n\nLivrer le matin',
      environment: [red, blue].toSorted((a, b) => a - b),
      isReference: true,
      parent: null,
      defaultContact: ines,
    })
    expect(survivor.values['externalId']).toMatch(/^E/)
    expect(survivor.addresses.map(({ values }) => [values['kind'], values['name'], values['line1']])).toEqual([
      ['main', 'Siège', '1 rue de la Gare'],
      ['billing', 'Siège (2)', '9 quai du Port'],
      ['other', 'Usine', '1 bis rue de la Gare'],
    ])
    expect((await ann.call(getRecord, { params: { entity: 'company', id: two } })).status).toBe(404)
    for (const id of [hugo, ines]) expect((await valuesOf(ann, id, 'contact'))['company']).toBe(one)
    expect((await valuesOf(ann, child))['parent']).toBe(one)
    expect(await found(ann, code)).toEqual([one])
    const history = (await ann.call(getHistory, { params: { entity: 'company', id: one }, query: {} })).result
    expect(history.events.map(({ text }) => text)).toContain('Vus au salon')
    expect(history.entries.some(({ recordId, action }) => recordId === two && action === 'create')).toBe(true)
    const targets = () =>
      rowsOf(server.pool, sql`select record_id as id from journal_target where journal_id = ${number} order by 1`)
    expect(await targets()).toEqual([one, two].map((id) => ({ id })))
    expect((await ann.call(getChangeSet, { params: { id: result.changeSet } })).result).toMatchObject({ kind: 'merge' })
    expect(await soundness()).toEqual([])

    const undone = await undo(ann, result.changeSet)
    expect(await tableHash(server.pool)).toBe(before)
    expect(await found(ann, code)).toEqual([two])
    expect(await targets()).toEqual([{ id: two }])
    const ownAgain = (await ann.call(getHistory, { params: { entity: 'company', id: one }, query: {} })).result
    expect(ownAgain.events).toEqual([])
    expect(await soundness()).toEqual([])

    await undo(ann, undone)
    expect((await valuesOf(ann, ines, 'contact'))['company']).toBe(one)
    expect(await found(ann, code)).toEqual([one])
    expect(await soundness()).toEqual([])
  })

  it('five at once, the same address once', async () => {
    const address = { values: { line1: '3 rue Pasteur', postalCode: '35000', city: 'Rennes' } }
    const ids: number[] = []
    for (let n = 0; n < 5; n++) ids.push((await createCompany(ann, { name: `Quintuple ${n}` }, [address])).id)
    const before = await tableHash(server.pool)
    const { result } = await merge(ann, ids)
    expect((await read(ann, ids[0] ?? 0)).addresses).toHaveLength(1)
    await undo(ann, result.changeSet)
    expect(await tableHash(server.pool)).toBe(before)
  })

  it('keep custom fields, and a field of other records that points at one of them', async () => {
    const plain = { help: null, isRequired: false, values: [] }
    const key = (
      await ann.call(addCustomField, {
        body: {
          entity: 'contact',
          type: 'reference',
          tab: 'details',
          label: { fr: 'Apporteur', en: 'Broker' },
          target: 'company',
          ...plain,
        },
      })
    ).result.key
    const text = (
      await ann.call(addCustomField, {
        body: {
          entity: 'company',
          type: 'text',
          tab: 'details',
          label: { fr: 'Parc', en: 'Fleet' },
          target: null,
          ...plain,
        },
      })
    ).result.key
    const [one, two, other] = [
      (await createCompany(ann, { name: 'Une' })).id,
      (await createCompany(ann, { name: 'Deux', [text]: '12 camions' })).id,
      (await createCompany(ann, { name: 'Autre' })).id,
    ]
    const contact = (await createContact(ann, other, { [key]: two })).id
    await merge(ann, [one, two])
    expect((await valuesOf(ann, one))[text]).toBe('12 camions')
    expect((await valuesOf(ann, contact, 'contact'))[key]).toBe(one)
  })
})

describe('what stands in the way', () => {
  it('is a record that moved, one named twice, a choice of none of them', async () => {
    const [one, two] = [(await createCompany(ann, { name: 'A' })).id, (await createCompany(ann, { name: 'B' })).id]
    const records = [one, two].map((id) => ({ id, version: 1 }))
    await ann.call(updateRecord, {
      params: { entity: 'company', id: two },
      body: { version: 1, values: { alias: 'C' } },
    })
    const call = async (body: object) =>
      (await ann.call(mergeRecords, { body: { entity: 'company', survivor: one, records, ...body } })).problem.code
    expect(await call({})).toBe('record-changed')
    expect(await call({ records: [records[0], records[0]] })).toBe('not-found')
    const fresh = [one, two].map((id) => ({ id, version: id === two ? 2 : 1 }))
    expect(await call({ records: fresh, keep: { name: 1 } })).toBe('merge-choice-unfit')
    expect(await call({ records: fresh, keep: { name: 'all' } })).toBe('merge-choice-unfit')
    expect(await call({ records: fresh, keep: { code: two } })).toBe('merge-choice-unfit')
    expect(await call({ records: fresh, defaultContact: 1 })).toBe('merge-choice-unfit')
  })

  it('is a rule or a locked field, by the code it has at every door', async () => {
    const boss = (await createUser(server)).id
    const one = (await createCompany(ann, { name: 'Client', salesStatus: 'client', vatNumber: 'FR1' })).id
    const two = (await createCompany(ann, { name: 'Lead', salesStatus: 'lead', salesPerson: boss, vatNumber: 'FR2' }))
      .id
    const codes = async (user: User, keep: Record<string, number>) =>
      ((await merge(user, [one, two], { keep })).problem['faults'] as { code: string }[] | undefined)?.map(
        ({ code }) => code,
      )
    const before = await tableHash(server.pool)
    expect(await codes(ann, { salesStatus: two, salesPerson: one })).toEqual(['required-when'])
    await ann.call(setFieldLocks, {
      body: { locks: [{ entity: 'company', field: 'vatNumber', role: null, source: null }] },
    })
    expect(await codes(ann, { vatNumber: two })).toEqual(['field-locked'])
    const preview = await ann.call(previewMerge, {
      body: { entity: 'company', ids: [one, two], choices: { survivor: one, keep: { vatNumber: two } } },
    })
    expect(preview.result).toMatchObject({
      locked: ['vatNumber'],
      faults: [{ code: 'field-locked', field: 'vatNumber' }],
    })
    expect(await tableHash(server.pool)).toBe(before)
    expect((await merge(ann, [one, two])).status).toBe(200)
    await ann.call(setFieldLocks, { body: { locks: [] } })
  })

  it('is a right that one lacks, and whatever one may not see', async () => {
    const [one, two] = [
      (await createCompany(ann, { name: 'Vue' })).id,
      (await createCompany(ann, { name: 'Cachée' })).id,
    ]
    const seller = await createUser(server, { role: 'sales-person' })
    expect((await merge(seller, [one, two])).problem.code).toBe('right-missing')
    const contact = (await createContact(ann, two)).id
    await restrict(server, 'contact', contact, { users: [ann.id] })
    expect((await merge(bob, [one, two])).problem.code).toBe('merge-blocked')
    await restrict(server, 'company', two, { users: [ann.id] })
    expect((await merge(bob, [one, two])).problem.code).toBe('not-found')
  })

  it('is access of different people; else the survivor is as closed as the most closed, and opens again with the undo', async () => {
    const [one, two, three] = [
      (await createCompany(ann, { name: 'Ouverte' })).id,
      (await createCompany(ann, { name: 'Fermée' })).id,
      (await createCompany(ann, { name: 'Fermée aussi' })).id,
    ]
    const eve = await createUser(server)
    await restrict(server, 'company', two, { users: [bob.id, eve.id] })
    await restrict(server, 'company', three, { users: [ann.id] })
    expect((await merge(ann, [one, two, three])).problem.code).toBe('merge-access')
    const { result } = await merge(bob, [one, two])
    const access = async () => (await ann.call(getAccess, { params: { entity: 'company', id: one } })).result
    expect(await access()).toMatchObject({ isRestricted: true, users: [bob.id, eve.id] })
    await undo(ann, result.changeSet)
    expect(await access()).toMatchObject({ isRestricted: false })
    expect((await read(ann, two)).isRestricted).toBe(true)
  })
})

describe('a restore point from before merges', () => {
  it('opens again what they closed, and leaves alone what somebody closed since', async () => {
    const make = async (name: string) => (await createCompany(ann, { name })).id
    const [one, two, three] = [await make('Première'), await make('Deuxième'), await make('Troisième')]
    const [four, five] = [await make('Quatrième'), await make('Cinquième')]
    const eve = await createUser(server)
    await restrict(server, 'company', two, { users: [bob.id, eve.id] })
    await restrict(server, 'company', three, { users: [bob.id] })
    await restrict(server, 'company', five, { users: [bob.id] })
    const point = (await ann.call(createRestorePoint, { body: { name: 'Avant les fusions' } })).result.id
    // The survivor is closed to two people, then to one of them.
    await merge(bob, [one, two])
    await merge(bob, [one, three])
    await merge(bob, [four, five])
    const accessOf = async (id: number) =>
      (await bob.call(getAccess, { params: { entity: 'company', id } })).result as { isRestricted: boolean }
    expect(await accessOf(one)).toMatchObject({ isRestricted: true, users: [bob.id] })
    await rowsOf(
      server.pool,
      sql`insert into access_grant (record_id, user_id) values (${four}, ${eve.id}) returning 1`,
    )
    await restoreTo(server.pool, point)
    expect((await read(ann, two)).isRestricted).toBe(true)
    expect(await accessOf(one)).toMatchObject({ isRestricted: false })
    expect(await accessOf(four)).toMatchObject({ isRestricted: true, users: [bob.id, eve.id] })
  })
})

describe('two contacts', () => {
  it('are one, on the lists of whoever had either; the undo gives both back whole', async () => {
    const [here, there] = [
      (await createCompany(ann, { name: 'Ici' })).id,
      (await createCompany(ann, { name: 'Là' })).id,
    ]
    const one = (
      await createContact(ann, here, { lastName: 'Blou', firstName: 'Hélène' }, [{ values: { city: 'Brest' } }])
    ).id
    const two = (
      await createContact(ann, there, { lastName: 'BLOU', email1: 'h.blou@test.fr', doNotContact: true }, [
        { values: { city: 'Brest' } },
        { values: { city: 'Quimper' } },
      ])
    ).id
    const stays = (await createContact(ann, there, { lastName: 'Reste' })).id
    await rowsOf(server.pool, sql`insert into my_contact values (${bob.id}, ${two}) returning 1`)
    const before = await tableHash(server.pool)
    const { result } = await merge(ann, [one, two], {}, 'contact')
    const survivor = await read(ann, one, 'contact')
    expect(survivor.values).toMatchObject({
      firstName: 'Hélène',
      email1: 'h.blou@test.fr',
      doNotContact: true,
      company: here,
    })
    expect(
      survivor.addresses.map(({ values }) => String(values['city'])).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['Brest', 'Quimper'])
    expect((await valuesOf(ann, there))['defaultContact']).toBe(stays)
    expect((await read(bob, one, 'contact')).isMine).toBe(true)
    expect(await soundness()).toEqual([])
    await undo(ann, result.changeSet)
    expect(await tableHash(server.pool)).toBe(before)
    expect((await read(bob, one, 'contact')).isMine).toBe(false)
  })

  it('may go to the company of the other, whose default contact they stay', async () => {
    const [here, there] = [
      (await createCompany(ann, { name: 'Ici' })).id,
      (await createCompany(ann, { name: 'Là' })).id,
    ]
    const [one, two] = [(await createContact(ann, here)).id, (await createContact(ann, there)).id]
    const before = await tableHash(server.pool)
    const { result } = await merge(ann, [one, two], { keep: { company: two } }, 'contact')
    expect((await valuesOf(ann, there))['defaultContact']).toBe(one)
    expect((await valuesOf(ann, here))['defaultContact']).toBeNull()
    await undo(ann, result.changeSet)
    expect(await tableHash(server.pool)).toBe(before)
  })
})

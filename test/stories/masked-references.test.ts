/**
 * A field that refers to a hidden record is masked and survives a save (rules.md, Visibility): a user who does not see
 * the parent company edits, filters, exports, imports, updates in bulk and takes back, and it stays what it is.
 */
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setCustomFields } from '../../src/shared/catalogue/catalogue.ts'
import { listReversalRows, makeReversalPreview } from '../../src/shared/contract/reversal.contract.ts'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { addCustomField } from '../../src/shared/contract/custom-field.contract.ts'
import { getImport, listImports, updateImport } from '../../src/shared/contract/import.contract.ts'
import { getJournal, listPreviewRows, updateJournal } from '../../src/shared/contract/journal.contract.ts'
import { listTargets } from '../../src/shared/contract/journal-targeting.contract.ts'
import { previewMerge } from '../../src/shared/contract/merge.contract.ts'
import {
  countRecords,
  createRecord,
  deleteRecord,
  getHistory,
  getRecord,
  updateRecord,
  type Condition,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import { createView, listViews, updateView } from '../../src/shared/contract/saved-view.contract.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import type { Actor } from '../../src/server/platform/auth/actor.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { exportFile } from '../factories/exported-file.ts'
import { importFile } from '../factories/file-import.ts'
import { planText } from '../factories/import-text.ts'
import { draftJournal, endedJob, previewOf, workingServer } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let close: () => Promise<void>
let admin: User
/** May do everything but see all. */
let seller: User
let sellerActor: Actor
let secret: number
let open: number

beforeAll(async () => {
  ;({ server, close } = await workingServer())
  admin = await createUser(server)
  const rights = [...systemActor.rights].filter((right) => right !== 'seeAll')
  seller = await createUser(server, { rights })
  sellerActor = { userId: seller.id, name: 'Seller', language: 'fr', rights: new Set(rights) }
  const reference = { type: 'reference', target: 'company', tab: 'general', help: null, isRequired: false } as const
  await admin.call(addCustomField, {
    body: { ...reference, entity: 'contact', label: { fr: 'Groupe', en: 'Group' }, values: [] },
  })
  secret = (await createCompany(admin, { name: 'Secrète', code: 'SEC' })).id
  open = (await createCompany(admin, { name: 'Ouverte', code: 'OUV' })).id
  await restrict(server, 'company', secret, { users: [admin.id] })
})
afterAll(async () => {
  await close()
  setCustomFields([])
})

const at = (id: number, entity: 'company' | 'contact' = 'company') => ({ params: { entity, id } })
const read = async (user: User, id: number, entity: 'company' | 'contact' = 'company') =>
  (await user.call(getRecord, at(id, entity))).result
const save = async (user: User, id: number, values: Values) => {
  const { version } = await read(user, id)
  return user.call(updateRecord, { ...at(id), body: { version, values } })
}
/** A company whose parent the seller does not see. */
const daughter = async (values: Values = {}) =>
  (await createCompany(admin, { name: 'Fille', parent: secret, ...values })).id
const parentOf = async (id: number) => (await read(admin, id)).values['parent']

describe('the form', () => {
  it('shows a mask, and keeps what it stands for', async () => {
    const id = await daughter()
    const record = await read(seller, id)
    expect(record.values['parent']).toBe('masked')
    expect(record.references).toEqual({})
    expect((await save(seller, id, { alias: 'Autre' })).status).toBe(200)
    expect(await parentOf(id)).toBe(secret)
    const back = await save(seller, id, { parent: 'masked', alias: 'Encore' })
    expect(back.status).toBe(200)
    expect(await parentOf(id)).toBe(secret)
    expect((await save(seller, id, { parent: 'masked' })).result.changeSet).toBeNull()
  })

  it('takes another value, which is in the history with the mask as the one before', async () => {
    const id = await daughter()
    const { result } = await save(seller, id, { parent: open })
    expect(await parentOf(id)).toBe(open)
    const { entries } = (await seller.call(getHistory, at(id))).result
    expect(entries[0]?.fields).toEqual({ parent: ['masked', open] })
    expect(entries.at(-1)?.fields['parent']).toEqual([null, 'masked'])
    const undone = await seller.call(undoChangeSet, {
      params: { id: result.changeSet ?? 0 },
      body: { conflicts: 'keep' },
    })
    expect((await endedJob(seller, undone.result.job)).state).toBe('done')
    expect(await parentOf(id)).toBe(secret)
  })

  it('answers to the hidden id as to one of no company, also where that is what the record holds', async () => {
    const id = await daughter()
    const refused = async (parent: number) => {
      const { status, problem } = await save(seller, id, { parent })
      return JSON.stringify([status, problem['faults']]).replaceAll(String(parent), '#')
    }
    expect(await refused(secret)).toBe(await refused(999_999))
    expect(await refused(secret)).toContain('reference-unknown')
    expect(await parentOf(id)).toBe(secret)
  })

  it('does not give the mask to a new record', async () => {
    const { status, problem } = await seller.call(createRecord, {
      params: { entity: 'company' },
      body: { values: { name: 'Copie', parent: 'masked' } },
    })
    expect([status, (problem['faults'] as { code: string }[])[0]?.code]).toEqual([422, 'reference-unknown'])
  })

  it('brings a deleted record back with what it referred to', async () => {
    const id = await daughter()
    const { version } = await read(seller, id)
    const gone = await seller.call(deleteRecord, { ...at(id), query: { version } })
    const undone = await seller.call(undoChangeSet, {
      params: { id: gone.result.changeSet },
      body: { conflicts: 'keep' },
    })
    expect((await endedJob(seller, undone.result.job)).state).toBe('done')
    expect(await parentOf(id)).toBe(secret)
  })

  it('names what is gone and was visible', async () => {
    const parent = (await createCompany(admin, { name: 'Éphémère' })).id
    const id = (await createCompany(admin, { name: 'Reste', parent })).id
    await save(admin, id, { parent: null })
    const { version } = await read(admin, parent)
    await admin.call(deleteRecord, { ...at(parent), query: { version } })
    const { entries, references } = (await seller.call(getHistory, at(id))).result
    expect(entries[0]?.fields).toEqual({ parent: [parent, null] })
    expect(references).toEqual({ [parent]: 'Éphémère' })
  })
})

describe('lists', () => {
  it('tell that there is one and never which', async () => {
    const id = await daughter({ name: 'Comptée' })
    const count = async (condition: Omit<Condition, 'field'>) => {
      const filter = {
        all: [
          { field: 'name', operator: 'equals', value: 'Comptée' },
          { field: 'parent', ...condition },
        ],
      }
      return (await seller.call(countRecords, { params: { entity: 'company' }, query: { filter } })).result.total
    }
    expect(await count({ operator: 'isEmpty' })).toBe(0)
    expect(await count({ operator: 'isNotEmpty' })).toBe(1)
    expect(await count({ operator: 'anyOf', value: [secret] })).toBe(0)
    expect(await count({ operator: 'noneOf', value: [secret] })).toBe(1)
    await save(admin, id, { parent: open })
    expect(await count({ operator: 'anyOf', value: [secret, open] })).toBe(1)
    expect(await count({ operator: 'noneOf', value: [open] })).toBe(0)
  })

  it('share views without the ids in their filters, which stay in them', async () => {
    const settings = {
      columns: [{ path: 'name' }],
      filter: { all: [{ any: [{ field: 'parent', operator: 'anyOf' as const, value: [secret, open] }] }] },
    }
    const body = { entity: 'company' as const, name: 'Groupe', isShared: true, settings }
    const { id } = (await admin.call(createView, { body })).result
    const filterOf = async (user: User) =>
      (await user.call(listViews, { query: { entity: 'company' } })).result[0]?.settings.filter
    expect(await filterOf(seller)).toEqual({ all: [{ any: [{ field: 'parent', operator: 'anyOf', value: [open] }] }] })
    await admin.call(updateView, { params: { id }, body: { name: 'Le groupe' } })
    expect(await filterOf(admin)).toEqual(settings.filter)
  })
})

describe('files', () => {
  const columns = ['company.code', 'company.name', 'company.parent', 'company.alias']
  const out = async (entity: 'company' | 'contact' = 'company') =>
    exportFile(server.pool, sellerActor, {
      entity,
      format: 'csv',
      ...(entity === 'company' ? { columns } : {}),
      addresses: 'none',
    })
  const rowsOf = (bytes: Buffer): string[][] => parse(bytes, { bom: true, delimiter: ';' })
  const textOf = (rows: string[][]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\n')

  it('have a mark in its place, and untouched they change nothing', async () => {
    const id = await daughter({ code: 'F1' })
    const contact = (await createContact(admin, id, { lastName: 'Groupé', xGroupe: secret })).id
    for (const entity of ['company', 'contact'] as const) {
      const bytes = await out(entity)
      expect(bytes.toString()).toContain('[masqué]')
      expect(bytes.toString()).not.toContain('SEC')
      const { recap, changeSet } = await importFile(server.pool, sellerActor, { entity, bytes })
      expect([recap?.refused, changeSet]).toEqual([0, null])
    }
    expect(await parentOf(id)).toBe(secret)
    expect((await read(admin, contact, 'contact')).values['xGroupe']).toBe(secret)
  })

  it('leave it alone too when somebody who sees the company imports them', async () => {
    const id = await daughter({ code: 'F2' })
    const rows = rowsOf(await out())
    const row = rows.findIndex((cells) => cells.includes('F2'))
    rows[row]![rows[0]!.indexOf('Alias')] = 'Vu'
    const { changeSet } = await importFile(server.pool, systemActor, { bytes: textOf(rows) })
    expect(changeSet).not.toBeNull()
    const { values } = await read(admin, id)
    expect([values['parent'], values['alias']]).toEqual([secret, 'Vu'])
  })

  it('take another company in its place', async () => {
    const id = await daughter({ code: 'F3' })
    const rows = rowsOf(await out())
    const row = rows.findIndex((cells) => cells.includes('F3'))
    rows[row] = rows[row]!.map((cell) => (cell === '[masqué]' ? 'OUV' : cell))
    await importFile(server.pool, sellerActor, { bytes: textOf(rows) })
    expect(await parentOf(id)).toBe(open)
  })
})

describe('default values of an import', () => {
  it('are masked once their author lost sight of what they name, stay so when saved, and are not planned with', async () => {
    const parent = (await createCompany(admin, { name: 'Mère', code: 'MER' })).id
    const { importId } = await planText(server.pool, {
      text: 'Code;Nom\nD1;Nouvelle\n',
      columns: ['company.code*', 'company.name'],
      settings: { mode: 'add', defaults: { 'company.parent': parent } },
      actor: sellerActor,
    })
    await restrict(server, 'company', parent, { users: [admin.id] })
    const told = await seller.call(getImport, { params: { id: importId } })
    expect(told.result.settings.defaults).toEqual({ 'company.parent': 'masked' })
    const listed = (await seller.call(listImports, { query: {} })).result.imports
    expect(listed.find(({ id }) => id === importId)?.settings.defaults).toEqual({ 'company.parent': 'masked' })

    const saved = await seller.call(updateImport, {
      params: { id: importId },
      body: { settings: { ...told.result.settings, note: 'Encore' } },
    })
    expect([saved.status, saved.result.settings.defaults]).toEqual([200, { 'company.parent': 'masked' }])
    const asAdmin = (await admin.call(getImport, { params: { id: importId } })).result.settings
    expect([asAdmin.note, asAdmin.defaults]).toEqual(['Encore', { 'company.parent': parent }])
    const planning = runPlan({ pool: server.pool, actor: sellerActor, importId })
    await expect(planning).rejects.toMatchObject({ code: 'reference-unknown' })

    // Another hidden company is no more taken than one that is not there.
    const settings = { ...told.result.settings, defaults: { 'company.parent': secret } }
    expect((await seller.call(updateImport, { params: { id: importId }, body: { settings } })).status).toBe(422)
  })
})

describe('bulk updates and merges', () => {
  it('mask what records hold and what a journal of somebody else would give them', async () => {
    const id = await daughter()
    const { number } = await draftJournal(admin, { field: 'parent', value: secret }, [id, open])
    const journal = (await seller.call(getJournal, { params: { number } })).result
    expect(journal.value).toBe('masked')
    const targets = (await seller.call(listTargets, { params: { number } })).result.rows
    expect(targets.map(({ before, after, isUnchanged }) => [before, after, isUnchanged])).toEqual(
      expect.arrayContaining([
        ['masked', 'masked', false],
        [null, 'masked', false],
      ]),
    )
    const preview = await previewOf(seller, number)
    expect([preview.change, preview.unchanged, preview.refused]).toEqual([0, 0, 2])
    expect(JSON.stringify(preview)).not.toContain(`"${secret}"`)
    const rows = (await seller.call(listPreviewRows, { params: { number } })).result.rows
    expect(rows.map(({ after }) => after)).toEqual(['masked', 'masked'])
    await seller.call(updateJournal, { params: { number }, body: { value: 'masked', comment: 'Vu' } })
    expect((await admin.call(getJournal, { params: { number } })).result).toMatchObject({
      value: secret,
      comment: 'Vu',
    })
  })

  it('mask both sides of a preview of taking back', async () => {
    const id = await daughter()
    const { result } = await save(admin, id, { parent: open })
    const started = await seller.call(makeReversalPreview, { body: { changeSet: result.changeSet ?? 0 } })
    const { rows } = (await seller.call(listReversalRows, { params: { id: started.result.id } })).result
    expect(rows).toMatchObject([{ recordId: id, before: { parent: open }, after: { parent: 'masked' } }])
  })

  it('merge with the value of either record, unseen', async () => {
    const [one, other] = [await daughter({ name: 'Jumelle' }), await createCompany(admin, { name: 'Jumelle' })]
    const { result } = await seller.call(previewMerge, { body: { entity: 'company', ids: [one, other.id] } })
    expect(result.records.map(({ values }) => values['parent'])).toEqual(['masked', null])
    expect(result.choices.keep['parent']).toBe(one)
  })
})

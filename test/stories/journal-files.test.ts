/** The preview and the result of a journal as workbooks to sign off and to keep (BU-10): who finds what in them. */
import { describe, expect, it } from 'vitest'
import { downloadExport, exportJournal, type JournalFileRequest } from '../../src/shared/contract/export.contract.ts'
import { getJournalResult } from '../../src/shared/contract/journal.contract.ts'
import { addTargets } from '../../src/shared/contract/journal-targeting.contract.ts'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { deleteRecord, getRecord, type Values } from '../../src/shared/contract/record.contract.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { at, draftJournal, endedJob, readJournal, validated, onWorkingServer } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { xlsxCell, xlsxRows } from '../factories/xlsx-rows.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let chief: User
/** Sees everything but what is restricted. */
let clerk: User
const ids: Record<string, number> = {}

onWorkingServer(async (given) => {
  server = given
  chief = await createUser(server, { name: 'Chief', language: 'fr' })
  clerk = await createUser(server, { name: 'Clerk', role: 'sales-administrator', language: 'fr' })
  const town = (city: string) => [{ values: { city }, isDefault: true }]
  const make = async (key: string, values: Values, city?: string) => {
    ids[key] = (await createCompany(chief, values, city ? town(city) : [])).id
  }
  await make('formula', { code: '00123', name: '=1+1' }, 'Nantes')
  await make('same', { code: '00124', name: 'Déjà là' }, 'Rezé')
  await make('homeless', { code: '00125', name: 'Sans adresse' })
  await make('secret', { code: '00126', name: 'Secrète' }, 'Nantes')
  await restrict(server, 'company', ids['secret']!)
})

type Part = JournalFileRequest['part']
const ask = (user: User, number: number, part: Part) => user.call(exportJournal, { ...at(number), body: { part } })

async function bytesOf(user: User, id: number): Promise<Buffer> {
  const url = downloadExport.path.replace(':id', String(id))
  const answer = await server.server.inject({ method: 'GET', url, headers: user.call.headers })
  expect(answer.statusCode).toBe(200)
  return answer.rawPayload
}

async function fileOf(user: User, number: number, part: Part): Promise<Buffer> {
  const { result } = await ask(user, number, part)
  expect(result).toMatchObject({ isReady: true, format: 'xlsx' })
  return bytesOf(user, result.id)
}

const header = ['Code', 'Nom', 'Champ', 'Ancienne valeur', 'Nouvelle valeur', 'Résultat', 'Motif']
const noAddress = 'La fiche n’a pas d’adresse par défaut. Ajoutez-lui une adresse.'
const formula = ['00123', '=1+1', 'Localité', 'Nantes', 'Rezé']
const secret = ['00126', 'Secrète', 'Localité', 'Nantes', 'Rezé']

describe('a journal of companies', () => {
  let number: number

  it('its preview says of each record what would become of it, of those alone that one may see', async () => {
    ;({ number } = await draftJournal(chief, { field: 'address.city', value: 'Rezé' }, Object.values(ids)))
    const others = [
      ['00124', 'Déjà là', 'Localité', 'Rezé', 'Rezé', 'Inchangée', ''],
      ['00125', 'Sans adresse', 'Localité', '', 'Rezé', 'Refusée', noAddress],
    ]
    const whole = await fileOf(chief, number, 'preview')
    expect(xlsxRows(whole)).toEqual([header, [...formula, 'Change', ''], ...others, [...secret, 'Change', '']])
    expect(xlsxCell(whole, 'A2')).toMatchObject({ t: 's', v: '00123' })
    expect(xlsxCell(whole, 'B2')).toMatchObject({ t: 's', v: '=1+1' })
    const seen = await fileOf(clerk, number, 'preview')
    expect(xlsxRows(seen)).toEqual([header, [...formula, 'Change', ''], ...others])
    expect(Object.fromEntries(xlsxRows(seen, 1))).toMatchObject({
      'Journal n°': String(number),
      'Champ à modifier': 'Localité',
      'Préparé par': 'Chief',
      'Fiches qui changeraient': '1',
      'Fiches inchangées': '1',
      'Fiches refusées': '1',
      'Fichier établi par': 'Clerk',
    })
    expect((await readJournal(chief, number)).state).toBe('draft')
  })

  it('its result says what was done, and goes on saying so when records changed or went', async () => {
    expect((await ask(chief, number, 'result')).problem.code).toBe('journal-state')
    expect(await validated(chief, number)).toMatchObject({ state: 'done' })
    expect((await ask(chief, number, 'preview')).problem.code).toBe('journal-state')
    await execute(server.pool, sql`update address set city = 'Ailleurs' where company_id = ${ids['secret']}`)
    const params = { entity: 'company' as const, id: ids['formula']! }
    const { version } = (await chief.call(getRecord, { params })).result
    await chief.call(deleteRecord, { params, query: { version } })
    const others = [
      ['00124', 'Déjà là', 'Localité', '', '', 'Inchangée', ''],
      ['00125', 'Sans adresse', 'Localité', '', '', 'Refusée', noAddress],
    ]
    const done = [header, [...formula, 'Modifiée', ''], ...others]
    const whole = await fileOf(chief, number, 'result')
    expect(xlsxRows(whole)).toEqual([...done, [...secret, 'Modifiée', '']])
    const seen = await fileOf(clerk, number, 'result')
    expect(xlsxRows(seen)).toEqual(done)
    expect(Object.fromEntries(xlsxRows(seen, 1))).toMatchObject({
      'Validé par': 'Chief',
      'Annulé depuis': 'Non',
      'Fiches modifiées': '1',
      'Fiches refusées': '1',
    })
  })

  it('its result counts what was refused and why, for each of those he may see', async () => {
    const told = async (user: User) => (await user.call(getJournalResult, at(number))).result
    const reasons = [{ code: 'journal-no-address', message: noAddress, records: 1 }]
    expect(await told(chief)).toMatchObject({ targets: 4, changed: 2, notChanged: 2, refused: 1, reasons })
    expect(await told(clerk)).toMatchObject({ targets: 3, changed: 1, notChanged: 2, refused: 1, reasons })
  })

  it('is still told after its undo, with the word', async () => {
    const { changeSet } = await readJournal(chief, number)
    const { job } = (
      await chief.call(undoChangeSet, { params: { id: changeSet! }, body: { conflicts: 'revert' as const } })
    ).result
    await endedJob(chief, job)
    const facts = Object.fromEntries(xlsxRows(await fileOf(chief, number, 'result'), 1))
    expect(facts).toMatchObject({ 'Annulé depuis': 'Oui', 'Fiches modifiées': '2' })
  })
})

it('a journal of contacts names them with their company, and says labels as people read them', async () => {
  const { id: company } = await createCompany(chief, { code: '007', name: 'Employeur' })
  const one = await createContact(chief, company, { lastName: 'Blou', firstName: 'Hélène', externalId: '0042' })
  const gone = await createContact(chief, company, { lastName: 'Brin', externalId: '0043', hasLeft: true })
  const { number } = await draftJournal(chief, { entity: 'contact', field: 'hasLeft', value: true }, [one.id, gone.id])
  expect(xlsxRows(await fileOf(chief, number, 'preview'))).toEqual([
    ['ID externe', 'Nom', 'Code de la société', 'Société', ...header.slice(2)],
    ['0042', 'BLOU Hélène', '007', 'Employeur', 'A quitté l’entreprise', 'Non', 'Oui', 'Change', ''],
    ['0043', 'BRIN', '007', 'Employeur', 'A quitté l’entreprise', 'Oui', 'Oui', 'Inchangée', ''],
  ])
})

it('a company referred to is named by its code, a hidden one is masked', async () => {
  const hidden = await createCompany(chief, { code: 'H1', name: 'Cachée' })
  await restrict(server, 'company', hidden.id)
  const open = await createCompany(chief, { code: 'O1', name: 'Ouverte' })
  const child = await createCompany(chief, { code: '01', name: 'Fille', parent: hidden.id })
  const { number } = await draftJournal(chief, { field: 'parent', value: open.id }, [child.id])
  expect(xlsxRows(await fileOf(chief, number, 'preview'))[1]!.slice(3, 5)).toEqual(['H1', 'O1'])
  expect(xlsxRows(await fileOf(clerk, number, 'preview'))[1]!.slice(3, 5)).toEqual(['[masqué]', 'O1'])
})

it('a long file is made by a job', async () => {
  await execute(
    server.pool,
    sql`insert into company (name, code) select 'Grande ' || n, 'G' || n from generate_series(1, 5200) as n`,
  )
  const { number } = await draftJournal(chief, { field: 'alias', value: 'Large' }, [])
  const filter = { all: [{ field: 'code', operator: 'startsWith' as const, value: 'g' }] }
  await chief.call(addTargets, { ...at(number), body: { selection: { filter } } })
  const { result } = await ask(chief, number, 'preview')
  expect(result).toMatchObject({ isReady: false })
  expect(await endedJob(chief, result.job)).toMatchObject({ state: 'done', kind: 'export', subject: result.fileName })
  const rows = xlsxRows(await bytesOf(chief, result.id))
  expect(rows).toHaveLength(5201)
  expect(rows[5200]).toEqual(['G5200', 'Grande 5200', 'Alias', '', 'Large', 'Change', ''])
})

it('takes the right to export, and a journal that says what it changes', async () => {
  const preparer = await createUser(server, { rights: ['company.see', 'journal.prepare'] })
  const { number } = await draftJournal(preparer, { field: 'alias' }, [])
  expect((await ask(preparer, number, 'preview')).problem.code).toBe('right-missing')
  expect((await ask(chief, number, 'preview')).problem.code).toBe('journal-incomplete')
  const reader = await createUser(server, { rights: ['company.see', 'export'] })
  expect((await ask(reader, number, 'preview')).problem.code).toBe('right-missing')
})

/** What a list shows goes out as a file: whose records, which columns, in every format, quickly or by a job. */
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createExport,
  deleteExport,
  downloadExport,
  getExport,
  listExports,
  type ExportRequest,
} from '../../src/shared/contract/export.contract.ts'
import { removeExpired } from '../../src/server/export/remove-expired.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let user: User
const ids: Record<string, number> = {}

beforeAll(async () => {
  server = await testServer()
  user = await createUser(server, { role: 'administrator', language: 'fr' })
  const aprool = await createCompany(
    user,
    {
      code: '00123',
      name: '=A1',
      phoneMain: '+33 1 20 35 99 65',
      lastVisit: '2026-03-01',
      annualRevenue: '1234.50',
      comments: 'deux\nlignes ; "ici"',
    },
    [
      {
        values: { name: 'Siège', line1: '1 rue du Port', postalCode: '01000', city: 'Bourg', country: 'FR' },
        isDefault: true,
      },
      { values: { name: 'Dépôt', city: 'Rezé' } },
    ],
  )
  const blou = await createCompany(user, { code: 'B2', name: 'Blou', parent: aprool.id, employees: -5 })
  await createContact(user, aprool.id, { lastName: 'BRIN', firstName: 'Louis', twitter: '@brin' })
  await createContact(user, aprool.id, { lastName: 'NEIGE', firstName: 'Julia', isActive: false })
  await createContact(user, aprool.id, { lastName: 'COTILLON' })
  const secret = await createCompany(user, { code: 'S3', name: 'Secrète' })
  await createContact(user, secret.id, { lastName: 'CACHÉ' })
  await restrict(server, 'company', secret.id)
  Object.assign(ids, { aprool: aprool.id, blou: blou.id, secret: secret.id })
})
afterAll(() => server.close())

async function exported(who: User, request: Partial<ExportRequest>) {
  const body: ExportRequest = { entity: 'company', format: 'csv', ...request }
  const made = await who.call(createExport, { body })
  if (made.status !== 200) throw new Error(JSON.stringify(made.problem))
  expect(made.result).toMatchObject({ isReady: true, job: null })
  const file = await who.call(downloadExport, { params: { id: made.result.id } })
  expect(file.status).toBe(200)
  return { run: made.result, text: String(file.result), headers: file.headers }
}
type Line = Record<string, string>
const lines = (text: string): Line[] => parse<Line>(text, { columns: true, bom: true, delimiter: ';' })

describe('companies as CSV', () => {
  test('are whole, with their addresses and contacts, several lines to one', async () => {
    const { text, run, headers } = await exported(user, {})
    expect(headers['content-disposition']).toMatch(/filename="societes-\d{4}-\d\d-\d\d\.csv"/)
    expect(text.startsWith('\uFEFFID Rafale (export ')).toBe(true)
    const found = lines(text)
    expect(found).toHaveLength(run.rows!)
    const mine = found.filter((line) => Object.values(line)[0]!.endsWith(`-${ids['aprool']}`))
    expect(
      mine.map((line) => [line['Code client'], line['Société'], line['Nom de l’adresse'], line['Contact : Nom']]),
    ).toEqual([
      ['00123', "'=A1", 'Siège', 'BRIN'],
      ['00123', "'=A1", 'Dépôt', 'NEIGE'],
      ['00123', "'=A1", '', 'COTILLON'],
    ])
    expect(mine[0]).toMatchObject({
      'Téléphone principal': '+33 1 20 35 99 65',
      'Dernière visite': '2026-03-01',
      'Chiffre d’affaires annuel': '1234,50',
      Commentaires: 'deux\nlignes ; "ici"',
      'Code postal': '01000',
      'Adresse par défaut': 'Oui',
      Pays: 'FR',
      'Contact : X (Twitter)': "'@brin",
      'Contact : Actif': 'Oui',
    })
    expect(mine[1]).toMatchObject({ 'Adresse par défaut': 'Non', 'Contact : Actif': 'Non' })
    const blou = found.find((line) => line['Code client'] === 'B2')
    expect(blou).toMatchObject({ 'Société parente': '00123', Employés: '-5', État: 'Actif' })
  })

  test('are those of the list: search, filter, sort, selection, columns', async () => {
    const codes = async (request: Partial<ExportRequest>) =>
      lines((await exported(user, { columns: ['company.code'], ...request })).text).map((line) => line['Code client'])
    expect(await codes({ sort: 'code', direction: 'desc' })).toEqual(['S3', 'B2', '00123'])
    expect(await codes({ search: 'blou' })).toEqual(['B2'])
    expect(await codes({ filter: { all: [{ field: 'employees', operator: 'isNotEmpty' }] } })).toEqual(['B2'])
    expect(await codes({ ids: [ids['blou']!, ids['secret']!], sort: 'code' })).toEqual(['B2', 'S3'])
    expect(await codes({ except: [ids['blou']!], sort: 'code' })).toEqual(['00123', 'S3'])
    const { text } = await exported(user, { columns: ['company.name', 'address.city'], sort: 'code' })
    expect(Object.keys(lines(text)[0]!).map((header) => header.replace(/ \(export \d+\)$/, ''))).toEqual([
      'ID Rafale',
      'ID externe',
      'Société',
      'ID Rafale de l’adresse',
      'Localité',
    ])
    expect(lines(text).map((line) => line['Localité'])).toEqual(['Bourg', '', ''])
  })

  test('hold nothing hidden: no company, no contact, no code of a hidden parent', async () => {
    const other = await createUser(server, { rights: ['export', 'company.see', 'contact.see'], language: 'fr' })
    expect((await exported(other, {})).text).not.toMatch(/Secrète|S3|CACHÉ/)
    await restrict(server, 'company', ids['aprool']!)
    const { text } = await exported(other, {})
    expect(text).not.toContain('00123')
    expect(lines(text)).toHaveLength(1)
    expect((await exported(other, { entity: 'contact' })).text).not.toMatch(/BRIN|CACHÉ/)
    await server.pool.query('update company set is_restricted = false where id = $1', [ids['aprool']])
  })
})

test('contacts come with their company', async () => {
  const { text } = await exported(user, { entity: 'contact' })
  const brin = lines(text).find((line) => line['Nom'] === 'BRIN')
  expect(brin).toMatchObject({ 'Code client': '00123', Société: "'=A1", Prénom: 'Louis' })
})

describe('refused', () => {
  test.each([
    [{ columns: ['company.nothing'] }, 'field-unknown'],
    [{ format: 'vcf' }, 'export-format-entity'],
    [{ sort: 'employees' }, 'field-unknown'],
    [{ filter: { all: [{ field: 'name', operator: 'greaterOrEqual', value: 'a' }] } }, 'filter-invalid'],
  ] as const)('%j', async (request, code) => {
    const answer = await user.call(createExport, { body: { entity: 'company', format: 'csv', ...request } as never })
    expect(answer.problem.code).toBe(code)
    expect((await user.call(listExports)).result.every((run) => run.isReady)).toBe(true)
  })

  test('who may not see contacts gets none with the companies', async () => {
    const other = await createUser(server, { rights: ['export', 'company.see'] })
    const answer = await other.call(createExport, { body: { entity: 'company', format: 'csv' } })
    expect(answer.problem.code).toBe('right-missing')
    expect((await exported(other, { contacts: 'none' })).text).not.toContain('BRIN')
  })
})

describe('the file', () => {
  test('is its author’s alone', async () => {
    const { run } = await exported(user, {})
    const other = await createUser(server, { rights: ['export', 'company.see'] })
    const params = { id: run.id }
    const refused = [
      await other.call(getExport, { params }),
      await other.call(downloadExport, { params }),
      await other.call(deleteExport, { params }),
    ]
    expect(refused.map(({ problem }) => problem.code)).toEqual(['not-found', 'not-found', 'not-found'])
    expect((await other.call(listExports)).result).toEqual([])
  })

  test('is removed when asked, and after its time', async () => {
    const { run } = await exported(user, {})
    const { run: old } = await exported(user, {})
    const files = async () => (await server.pool.query('select from stored_file')).rowCount!
    const before = await files()
    await user.call(deleteExport, { params: { id: run.id } })
    await server.pool.query("update export_run set expires_at = now() - interval '1 minute' where id = $1", [old.id])
    expect((await user.call(downloadExport, { params: { id: old.id } })).status).toBe(404)
    await removeExpired(server.pool)
    expect(await files()).toBe(before - 2)
  })

  test('leaves an audit trail', async () => {
    const { rows } = await server.pool.query(
      "select detail from audit_event where action = 'exported' order by id desc limit 1",
    )
    expect(rows[0]).toMatchObject({ detail: { entity: 'company', format: 'csv' } })
  })
})

/** One cell edited in an exported workbook or card, and imported again, changes exactly that cell (IM-8). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportRequest } from '../../src/shared/contract/export.contract.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { editedWorkbook, type TypedCell } from '../factories/edited-workbook.ts'
import { exportFile } from '../factories/exported-file.ts'
import { importFile } from '../factories/file-import.ts'
import { lastChange } from '../factories/last-change.ts'
import { nastyBase } from '../factories/nasty-base.ts'

const actor: Actor = { ...systemActor, language: 'fr' }
type Edit = TypedCell & { becomes: [entity: string, field: string, before: unknown, after: unknown] }

/** Edits of one base, each on what the ones before left. */
const companyEdits: Edit[] = [
  { row: 2, header: 'Société', value: 'Aprool', becomes: ['company', 'name', '=A1+B1', 'Aprool'] },
  { row: 2, header: 'Code client', value: '0124', becomes: ['company', 'code', '00123', '0124'] },
  { row: 2, header: 'Alias', value: '', becomes: ['company', 'alias', "'=A1", null] },
  { row: 2, header: 'Code NAF', value: '-6', becomes: ['company', 'naf', '-5', '-6'] },
  {
    row: 2,
    header: 'Chiffre d’affaires annuel',
    value: -1234.25,
    becomes: ['company', 'annualRevenue', -1234.5, -1234.25],
  },
  { row: 2, header: 'Employés', value: 13, becomes: ['company', 'employees', 12, 13] },
  {
    row: 2,
    header: 'Dernière visite',
    value: '2026-03-02',
    becomes: ['company', 'lastVisit', '2026-03-01', '2026-03-02'],
  },
  { row: 2, header: 'Nom de l’adresse', value: 'Usine', becomes: ['address', 'name', 'Siège', 'Usine'] },
  { row: 3, header: 'Pays', value: 'LU', becomes: ['address', 'country', 'FR', 'LU'] },
  { row: 4, header: 'Localité', value: 'Liège', becomes: ['address', 'city', null, 'Liège'] },
  { row: 3, header: 'Contact : Prénom', value: 'Louise', becomes: ['contact', 'firstName', 'Louis', 'Louise'] },
  { row: 4, header: 'Contact : Mobile', value: '', becomes: ['contact', 'phoneMobile', '+33 6 39 98 00 02', null] },
  { row: 6, header: 'Société', value: 'Filiale Sud', becomes: ['company', 'name', 'Filiale', 'Filiale Sud'] },
]
const contactEdits: Edit[] = [
  { row: 2, header: 'Prénom', value: 'Lou', becomes: ['contact', 'firstName', 'Louis', 'Lou'] },
  { row: 3, header: 'Localité', value: 'Brest', becomes: ['address', 'city', 'Nantes', 'Brest'] },
  { row: 2, header: 'Localité', value: 'Vertou', becomes: ['address', 'city', 'Rezé', 'Vertou'] },
  { row: 2, header: 'E-mail 1', value: '', becomes: ['contact', 'email1', 'louis@aprool.example', null] },
  { row: 8, header: 'Nom', value: 'SANS', becomes: ['contact', 'lastName', null, 'SANS'] },
]

describe.each([
  ['xlsx', 'company', companyEdits],
  ['ods', 'company', companyEdits],
  ['xlsx', 'contact', contactEdits],
  ['ods', 'contact', contactEdits],
] as const)('%s of %s', (format, entity, edits) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await testDatabase()
    await seed(db.pool)
    await nastyBase(db.pool, actor)
  })
  afterAll(() => db.close())

  test.each(edits)('$header, row $row: "$value"', async ({ becomes: [of, field, before, after], ...cell }) => {
    const file = await exportFile(db.pool, actor, { entity, format, sort: 'id' })
    const { recap, problems } = await importFile(db.pool, actor, {
      bytes: await editedWorkbook(format, file, cell),
      entity,
    })
    expect(problems).toEqual([])
    expect(recap.fields).toEqual({ [`${of}.${field}`]: 1 })
    expect((await lastChange(db.pool)).map(([one, , key, from, to]) => [one, key, from, to])).toEqual([
      [of, field, before, after],
    ])
  })
})

describe.each(['3.0', '4.0'] as const)('cards of version %s', (vcardVersion) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await testDatabase()
    await seed(db.pool)
    await nastyBase(db.pool, actor)
  })
  afterAll(() => db.close())
  const request: ExportRequest = { entity: 'contact', format: 'vcf', vcardVersion, sort: 'id' }
  const out = async () => (await exportFile(db.pool, actor, request)).toString()
  const back = (bytes: string) => importFile(db.pool, actor, { bytes, entity: 'contact' })

  const edits: [from: RegExp, to: string, [string, string, unknown, unknown]][] = [
    [
      /louis@aprool\.example/,
      'l.brin@aprool.example',
      ['contact', 'email1', 'louis@aprool.example', 'l.brin@aprool.example'],
    ],
    [/N:BRIN;Louis;/, 'N:BRUN;Louis;', ['contact', 'lastName', 'BRIN', 'BRUN']],
    // The first and the further address of the same card.
    [/;Rezé;/, ';Vertou;', ['address', 'city', 'Rezé', 'Vertou']],
    [/;Nantes;/, ';Brest;', ['address', 'city', 'Nantes', 'Brest']],
    [/(\r\nADR[^:]*:;;);Brest;;;/, '$11 quai Est;Brest;;29200;', ['address', 'line1+postalCode', null, null]],
  ]
  test.each(edits)('%s → %s', async (from, to, [entity, field, before, after]) => {
    const file = (await out()).replaceAll('\r\n ', '')
    expect(file).toMatch(from)
    const { problems, recap } = await back(file.replace(from, to))
    expect(problems).toEqual([])
    const keys = field.split('+')
    expect(recap.fields).toEqual(Object.fromEntries(keys.map((key) => [`${entity}.${key}`, 1])))
    const written = (await lastChange(db.pool)).map(([of, , key, old, now]) => [of, key, old, now])
    expect(written).toEqual(
      keys.length > 1
        ? expect.arrayContaining([
            ['address', 'line1', null, '1 quai Est'],
            ['address', 'postalCode', null, '29200'],
          ])
        : [[entity, field, before, after]],
    )
  })

  test('addresses come with all they have to another installation', async () => {
    await db.pool.query(
      `update address set code = 'A' || id, name = 'Site ' || id, line_1 = id || ' rue', line_2 = 'B', line_3 = '2e étage', postal_code = '44000', kind = 'other', country = 'FR'
        where contact_id is not null`,
    )
    const file = await out()
    const read = async () =>
      (
        await db.pool.query(
          `select c.last_name, c.email_1, a.code, a.name, a.kind, a.line_1, a.line_2, a.line_3, a.postal_code, a.city, a.country, c.default_address_id = a.id as is_default
             from address as a join contact as c on c.id = a.contact_id where c.email_1 is not null order by a.code`,
        )
      ).rows
    const before = await read()
    expect(before.length).toBeGreaterThan(2)
    await db.pool.query(
      'delete from address where contact_id is not null; delete from contact; update company set default_contact_id = null',
    )
    await db.pool.query(`update setting set value = '"elsewhere"' where key = 'instance'`)
    const { problems, recap } = await importFile(db.pool, actor, {
      bytes: file,
      entity: 'contact',
      map: ['ID Rafale du contact', 'ID Rafale de l’adresse'].map((header) => ({ header, target: null })),
      keys: ['email1'],
    })
    expect(problems.filter(({ severity }) => severity === 'red')).toEqual([])
    expect(recap.records.address).toMatchObject({ create: 8 })
    expect(await read()).toEqual(before)
  })
})

describe('cards of other programs', () => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await testDatabase()
    await seed(db.pool)
  })
  afterAll(() => db.close())

  test('every address of a contact comes in, twice the same file changes nothing', async () => {
    const bytes =
      'BEGIN:VCARD\nVERSION:3.0\nN:BLOU;Hélène;;;\nORG:Aprool\nEMAIL:h@aprool.example\nADR;TYPE=work:;;1 rue du Port;Nantes;;44000;France\n' +
      'ADR;TYPE=home:;;2 rue Haute;Rezé;;44400;France\nEND:VCARD\n' +
      'BEGIN:VCARD\nVERSION:3.0\nN:SEUL;Paul;;;\nORG:Aprool\nADR:;;3 rue Basse;Brest;;29200;\nADR:;;4 rue Basse;Brest;;29200;\nEND:VCARD\n'
    const given = { bytes, entity: 'contact', createsCompanies: true, keys: ['email1'] } as const
    const first = await importFile(db.pool, actor, given)
    expect(first.notes).toMatchObject([{ code: 'cards-of-addresses', message: expect.stringContaining('2') as string }])
    expect(first.recap).toMatchObject({
      read: 4,
      created: 4,
      records: { contact: { create: 2 }, address: { create: 4 } },
    })
    const { rows } = await db.pool.query(
      `select c.last_name, array_agg(a.line_1 || case when a.id = c.default_address_id then '*' else '' end order by a.line_1) as lines
         from address as a join contact as c on c.id = a.contact_id group by c.last_name order by c.last_name`,
    )
    expect(rows).toEqual([
      { last_name: 'BLOU', lines: ['1 rue du Port*', '2 rue Haute'] },
      { last_name: 'SEUL', lines: ['3 rue Basse*', '4 rue Basse'] },
    ])
    const second = await importFile(db.pool, actor, { ...given, keys: ['lastName', 'firstName'] })
    expect(second.recap).toMatchObject({ created: 0, updated: 0, unchanged: 4 })
    expect(second.changeSet).toBeNull()
  })
})

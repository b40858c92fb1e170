/** A file whose rows are contacts: their companies found or made, namesakes told apart, moved, defaulted, taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { execute, onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importText, planText, type TextImport } from '../factories/import-text.ts'
import { tableHash } from '../table-hash.ts'
import { undo } from '../undo.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const company = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'company', values })
const contact = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'contact', values })
const contacts = () =>
  rowsOf(
    db.pool,
    sql`select o.name as company, t.last_name as last, t.first_name as first, t.email_1 as email
          from contact as t join company as o on o.id = t.company_id order by o.name, t.last_name, t.first_name, t.email_1`,
  )
const defaultOf = async (code: string) =>
  (
    await onlyRow<{ last: string | null }>(
      db.pool,
      sql`select (select t.last_name from contact as t where t.id = o.default_contact_id) as last from company as o where o.code = ${code}`,
    )
  ).last
const imported = (given: Omit<TextImport, 'entity'>) => importText(db.pool, { entity: 'contact', ...given })
const planned = (given: Omit<TextImport, 'entity'>) => planText(db.pool, { entity: 'contact', ...given })

it('headers are read as a contact’s, the company’s among them, and keys are proposed', async () => {
  const { run } = await planned({
    text: 'Société;Code client;Civilité;Nom;Prénom;E-mail;Téléphone;Ville\nAprool;C1;M.;Durand;Jean;j@a.example;0199001234;Nantes\n',
  })
  expect(run.settings.columns.map(({ target, isKey }) => `${target}${isKey ? '*' : ''}`)).toEqual([
    'company.name',
    'company.code',
    'contact.civility',
    'contact.lastName',
    'contact.firstName',
    'contact.email1*',
    'contact.phoneOffice',
    'address.city',
  ])
})

describe('the company of a contact', () => {
  it('is found by code, external id, VAT number and name, the earlier deciding', async () => {
    await company({ code: 'C1', name: 'Un', externalId: 'E1', vatNumber: 'FR40303265045' })
    await company({ code: 'C2', name: 'Deux', externalId: 'E2' })
    const { recap, problems } = await imported({
      text: [
        'Code;Externe;TVA;Nom société;Nom',
        'c1;;;;Parcode',
        ';e2;;;Parexterne',
        ';;FR 40 303 265 045;;Partva',
        ';;;DEUX ;Parnom',
        'C2;;;Un;Codedécide',
        'C9;;;Un;Inconnu',
      ].join('\n'),
      columns: ['company.code', 'company.externalId', 'company.vatNumber', 'company.name', 'contact.lastName*'],
    })
    expect(recap).toMatchObject({ read: 6, created: 5, refused: 1, records: { contact: { create: 5 } } })
    expect(problems.filter(({ severity }) => severity === 'red')).toMatchObject([{ row: 7, code: 'employer-unknown' }])
    expect((await contacts()).map(({ company: name, last }) => `${name} ${last}`)).toEqual([
      'Deux Codedécide',
      'Deux Parexterne',
      'Deux Parnom',
      'Un Parcode',
      'Un Partva',
    ])
  })

  it('that several have is red; that nobody has is made once when the user says so', async () => {
    await company({ code: 'C1', name: 'Jumelle' })
    await company({ code: 'C2', name: 'Jumelle' })
    const text = 'Société;Code;Nom\nJumelle;;Perdu\nNeuve;N1;Un\nneuve;n1;Deux\n;;Seul\n'
    const columns = ['company.name', 'company.code', 'contact.lastName*']
    const refused = await planned({ text, columns })
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'employer-ambiguous'],
      [3, 'employer-unknown'],
      [4, 'employer-unknown'],
      [5, 'employer-missing'],
    ])
    const { recap, problems } = await imported({ text, columns, settings: { createsCompanies: true } })
    expect(recap).toMatchObject({
      read: 4,
      created: 2,
      refused: 2,
      records: { company: { create: 1 }, contact: { create: 2 } },
    })
    expect(problems.filter(({ code }) => code === 'employer-created').map(({ row }) => row)).toEqual([3, 4])
    expect(await rowsOf(db.pool, sql`select name, sales_status as status from company where code = 'N1'`)).toEqual([
      { name: 'Neuve', status: 'client' },
    ])
    expect(await defaultOf('N1')).toBe('Un')
  })

  it('that cannot be made refuses every row that needs it, and leaves nothing behind', async () => {
    await company({ code: 'C1', name: 'Un', externalId: 'E1' })
    const hidden = await company({ code: 'H1', name: 'Cachée' })
    await execute(db.pool, sql`update company set is_restricted = true where id = ${hidden.id}`)
    const actor: Actor = {
      ...systemActor,
      rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
    }
    const { recap, problems } = await imported({
      text: 'Code;Société;Nom\nH1;Autre;Un\nH1;Autre;Deux\nN2;Bonne;Trois\n',
      columns: ['company.code', 'company.name', 'contact.lastName*'],
      settings: { createsCompanies: true },
      actor,
    })
    expect(recap).toMatchObject({ read: 3, created: 1, refused: 2, records: { company: { create: 1 } } })
    expect(problems.filter(({ severity }) => severity === 'red')).toMatchObject([
      { row: 2, code: 'value-not-available' },
      { row: 3, code: 'value-not-available' },
    ])
    expect(await rowsOf(db.pool, sql`select code from company order by code`)).toEqual([
      { code: 'C1' },
      { code: 'H1' },
      { code: 'N2' },
    ])
  })

  it('tells namesakes apart as a key, and finds nobody by itself', async () => {
    const one = await company({ code: 'C1', name: 'Un' })
    const two = await company({ code: 'C2', name: 'Deux' })
    await contact({ company: one.id, lastName: 'Durand', firstName: 'Jean' })
    await contact({ company: two.id, lastName: 'Durand', firstName: 'Jean' })
    const { recap } = await imported({
      text: 'Code;Nom;Prénom;Fonction;E-mail\nC2;DURAND;Jéan;Acheteur;\nC1;;;;seul@un.example\nC1;;;;autre@un.example\n',
      columns: ['company.code*', 'contact.lastName*', 'contact.firstName*', 'contact.position', 'contact.email1'],
    })
    expect(recap).toMatchObject({ read: 3, updated: 1, created: 2, matched: 1 })
    expect(
      await rowsOf(db.pool, sql`select company_id as id, last_name as last from contact where position = 'Acheteur'`),
    ).toEqual([{ id: two.id, last: 'Durand' }])
  })

  it('takes a contact over when the file says another, its default contact following', async () => {
    const one = await company({ code: 'C1', name: 'Un' })
    await company({ code: 'C2', name: 'Deux' })
    await contact({ company: one.id, lastName: 'Part', email1: 'part@a.example' })
    await contact({ company: one.id, lastName: 'Reste', email1: 'reste@a.example' })
    expect(await defaultOf('C1')).toBe('Part')
    const before = await tableHash(db.pool)
    const kept = await planned({
      text: 'Mail;Code\npart@a.example;C2\n',
      columns: ['contact.email1*', 'company.code:keep'],
    })
    expect(kept.recap).toMatchObject({ unchanged: 1, updated: 0 })
    const { applied } = await imported({
      text: 'Mail;Code\npart@a.example;C2\n',
      columns: ['contact.email1*', 'company.code'],
    })
    expect(await defaultOf('C1')).toBe('Reste')
    expect(await defaultOf('C2')).toBe('Part')
    await undo(db.pool, systemActor, applied.changeSet!)
    expect(await tableHash(db.pool)).toEqual(before)
  })
})

it('says which contact is the default one, and brings addresses; the same file twice changes nothing; undone, all is as before', async () => {
  await company({ code: 'C1', name: 'Un' })
  const before = await tableHash(db.pool)
  const given = {
    text: [
      'Code;Contact;E-mail;Défaut;Rue;CP;Ville',
      'C1;Jeanne DURAND;jeanne@un.example;;1 rue A;44000;Nantes',
      'C1;Paul MARTIN;paul@un.example;oui;2 rue B;35000;Rennes',
      'C1;Paul MARTIN;paul@un.example;;3 rue C;29200;Brest',
    ].join('\n'),
    columns: [
      'company.code',
      'contact.fullName',
      'contact.email1*',
      'contact.isDefault',
      'address.line1',
      'address.postalCode',
      'address.city',
    ],
  }
  const { recap, applied } = await imported(given)
  expect(recap).toMatchObject({ read: 3, created: 3, records: { contact: { create: 2 }, address: { create: 3 } } })
  expect(await defaultOf('C1')).toBe('MARTIN')
  expect(
    await rowsOf(
      db.pool,
      sql`select t.last_name as last, a.city, a.kind, a.id = t.default_address_id as is_default
            from address as a join contact as t on t.id = a.contact_id order by a.city`,
    ),
  ).toEqual([
    { last: 'MARTIN', city: 'Brest', kind: 'other', is_default: false },
    { last: 'DURAND', city: 'Nantes', kind: 'main', is_default: true },
    { last: 'MARTIN', city: 'Rennes', kind: 'main', is_default: true },
  ])
  const again = await imported(given)
  expect(again.recap).toMatchObject({ read: 3, unchanged: 3 })
  expect(again.applied.changeSet).toBeNull()
  await undo(db.pool, systemActor, applied.changeSet!)
  expect(await tableHash(db.pool)).toEqual(before)
})

it('adds only: a contact that is there is red; a company chosen for all takes those that name none', async () => {
  const one = await company({ code: 'C1', name: 'Un' })
  await contact({ company: one.id, lastName: 'Durand', email1: 'd@un.example' })
  const { recap, problems } = await imported({
    text: 'Nom;E-mail;Fonction\nDurand;D@un.example;\nNeuf;n@un.example;\n;;Acheteur\n',
    columns: ['contact.lastName', 'contact.email1*', 'contact.position'],
    settings: { mode: 'add', defaults: { 'contact.company': one.id } },
  })
  expect(recap).toMatchObject({ read: 3, created: 1, refused: 2 })
  expect(problems.filter(({ severity }) => severity === 'red').map(({ row, code }) => [row, code])).toEqual([
    [2, 'contact-exists'],
    [4, 'contact-name-missing'],
  ])
  expect((await contacts()).map(({ last }) => last)).toEqual(['Durand', 'Neuf'])
})

it('deletes the contacts of the scope that no row names, and gives their company another default', async () => {
  const one = await company({ code: 'C1', name: 'Un' })
  for (const last of ['Premier', 'Deux', 'Trois', 'Quatre']) {
    await contact({ company: one.id, lastName: last, email1: `${last.toLowerCase()}@un.example` })
  }
  const given = {
    text: 'E-mail\ndeux@un.example\ntrois@un.example\nquatre@un.example\n',
    columns: ['contact.email1*'],
    settings: { mode: 'update-with-deletion' as const },
  }
  const { recap } = await planned(given)
  expect(recap).toMatchObject({ read: 3, unchanged: 3, deletionShare: 0.25, records: { contact: { delete: 1 } } })
  const { applied } = await importText(db.pool, { entity: 'contact', ...given, confirmation: { confirmDeletions: 1 } })
  expect(await defaultOf('C1')).toBe('Deux')
  await undo(db.pool, systemActor, applied.changeSet!)
  expect((await contacts()).length).toBe(4)
})

it('never finds, moves or names a contact that who imports may not see', async () => {
  const one = await company({ code: 'C1', name: 'Un' })
  const hidden = await contact({ company: one.id, lastName: 'Secret', email1: 's@un.example' })
  await execute(db.pool, sql`update contact set is_restricted = true where id = ${hidden.id}`)
  const actor: Actor = {
    ...systemActor,
    rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
  }
  const { recap } = await planned({
    text: 'E-mail;Nom;Code\ns@un.example;Autre;C1\n',
    columns: ['contact.email1*', 'contact.lastName', 'company.code'],
    actor,
  })
  expect(recap).toMatchObject({ read: 1, created: 1, matched: 0 })
})

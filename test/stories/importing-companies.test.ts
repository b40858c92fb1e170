import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importText, planText } from '../factories/import-text.ts'
import { tableHash } from '../table-hash.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { reverse } from '../../src/server/jobs/reverse.ts'
import { undoSource } from '../../src/server/records/plan/reversal-source.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const company = (values: Record<string, string>) => saveRecord(db.pool, systemActor, { entity: 'company', values })
const undo = (changeSet: number) =>
  reverse(
    db.pool,
    { actor: systemActor, ...runWithoutJob() },
    {
      head: { kind: 'undo', undoes: changeSet },
      sourceOf: () => undoSource(changeSet, 'keep'),
    },
  )
const companies = async () =>
  (
    await db.pool.query<Record<string, unknown>>(
      'select code, name, phone_main, sales_status from company order by code',
    )
  ).rows

test('creates, updates and leaves alone, keeping leading zeros; the undo gives the tables back', async () => {
  await company({ code: '00123', name: 'Aprool', salesStatus: 'client', phoneMain: '01 20 35 99 65' })
  await company({ code: '00124', name: 'Blou', salesStatus: 'client' })
  const before = await tableHash(db.pool)
  const { recap, applied } = await importText(db.pool, {
    text: 'Code;Nom;Téléphone\n00123;Aprool SA;\n00124;Blou;\n00125;Cotillon;0299001122\n',
    columns: ['company.code*', 'company.name', 'company.phoneMain'],
  })
  expect(recap).toMatchObject({ read: 3, created: 1, updated: 1, unchanged: 1, refused: 0, skipped: 0, matched: 2 })
  expect(await companies()).toEqual([
    { code: '00123', name: 'Aprool SA', phone_main: '01 20 35 99 65', sales_status: 'client' },
    { code: '00124', name: 'Blou', phone_main: null, sales_status: 'client' },
    { code: '00125', name: 'Cotillon', phone_main: '0299001122', sales_status: 'client' },
  ])
  await undo(applied.changeSet!)
  expect(await tableHash(db.pool)).toBe(before)
})

test('the same file twice changes nothing the second time', async () => {
  const given = {
    text: [
      'Code;Nom;Adresse;CP;Ville;Contact;E-mail;Par défaut',
      'A1;Aprool;1 rue du Port;44000;Nantes;Mme BLOU Hélène;helene@aprool.example;Oui',
      'A1;;2 quai Nord;44400;Rezé;Louis BRIN;louis@aprool.example;',
      'A2;Blou;3 place Sud;35000;Rennes;;;',
    ].join('\n'),
    columns: [
      'company.code*',
      'company.name',
      'address.line1',
      'address.postalCode',
      'address.city',
      'contact.fullName',
      'contact.email1',
      'contact.isDefault',
    ],
  }
  const first = await importText(db.pool, given)
  expect(first.recap).toMatchObject({
    read: 3,
    created: 3,
    records: { company: { create: 2 }, address: { create: 3 }, contact: { create: 2 } },
  })
  const hash = await tableHash(db.pool)
  const second = await importText(db.pool, given)
  expect(second.recap).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 3 })
  expect(second.applied.changeSet).toBeNull()
  expect(await tableHash(db.pool)).toBe(hash)
  const { rows } = await db.pool.query(
    `select c.code, a.city, t.last_name, t.first_name from company c join address a on a.id = c.default_address_id
       left join contact t on t.id = c.default_contact_id order by c.code`,
  )
  expect(rows).toEqual([
    { code: 'A1', city: 'Nantes', last_name: 'BLOU', first_name: 'Hélène' },
    { code: 'A2', city: 'Rennes', last_name: null, first_name: null },
  ])
})

test('red rows stop no other; every row has one outcome and they add up', async () => {
  await company({ code: 'X1', name: 'Taken' })
  const { recap, problems } = await planText(db.pool, {
    text: [
      'Code;Nom;Pays;Dernière visite;Effectif;E-mail',
      'B1;Bon;FR;05/06/2026;12;a@b.example',
      'B2;Sans date;FR;31/02/2026;12;a@b.example',
      'B3;Pays;ANG;05/06/2026;12;a@b.example',
      'B4;;FR;05/06/2026;12;a@b.example',
      ';Sans code;FR;05/06/2026;12;a@b.example',
      'B6;Effectif;FR;05/06/2026;douze;a@b.example',
      'B7;Courriel;FR;05/06/2026;12;x@@y',
    ].join('\n'),
    columns: [
      'company.code*',
      'company.name',
      'address.country',
      'company.lastVisit',
      'company.employees',
      'contact.email1',
    ],
  })
  expect(recap.read).toBe(7)
  expect(recap.created + recap.updated + recap.unchanged + recap.skipped + recap.refused).toBe(7)
  expect(recap).toMatchObject({ created: 3, refused: 4 })
  const told = problems.map(({ row, severity, code, column }) => ({ row, severity, code, column }))
  expect(told).toEqual(
    expect.arrayContaining([
      { row: 3, severity: 'red', code: 'date-invalid', column: 'Dernière visite' },
      { row: 4, severity: 'red', code: 'country-unknown', column: 'Pays' },
      { row: 5, severity: 'red', code: 'name-missing', column: 'Nom' },
      { row: 6, severity: 'yellow', code: 'code-numbered', column: 'Code' },
      { row: 7, severity: 'red', code: 'number-invalid', column: 'Effectif' },
      { row: 8, severity: 'yellow', code: 'email-doubtful', column: 'E-mail' },
    ]),
  )
})

test('an empty key is a wildcard, the most keys in common win, a tie is ambiguous', async () => {
  await company({ code: 'K1', name: 'Durand', vatNumber: 'FR40303265045' })
  await company({ code: 'K2', name: 'Martin', externalId: 'E2' })
  await company({ code: 'K3', name: 'Martin', externalId: 'E3' })
  const { problems, applied } = await importText(db.pool, {
    text: 'TVA;Nom;ID externe;Alias\nFR 40 303 265 045;;E1;un\n;Martin;E2;deux\n;Martin;;trois\n;Durand;;quatre\n',
    columns: ['company.vatNumber*', 'company.name*', 'company.externalId*', 'company.alias'],
  })
  expect(problems.filter((problem) => problem.severity === 'red').map(({ row, code }) => ({ row, code }))).toEqual([
    { row: 2, code: 'match-shared' },
    { row: 4, code: 'match-ambiguous' },
    { row: 5, code: 'match-shared' },
  ])
  expect(applied.counts).toEqual({ company: { create: 0, update: 1, delete: 0 } })
  const { rows } = await db.pool.query(`select code, alias from company where alias is not null`)
  expect(rows).toEqual([{ code: 'K2', alias: 'deux' }])
})

test('policies: keep, fill, overwrite if greater; add mode refuses a code that exists', async () => {
  await company({ code: 'P1', name: 'Petit', alias: 'ancien', lastVisit: '2026-06-05' })
  await importText(db.pool, {
    text: 'Code;Nom;Alias;Visite;Tél\nP1;Grand;neuf;01/01/2026;0299001122\nP2;Neuf;alias;02/02/2026;\n',
    columns: [
      'company.code*',
      'company.name:keep',
      'company.alias:fill',
      'company.lastVisit:greater',
      'company.phoneMain:fill',
    ],
  })
  const { rows } = await db.pool.query(`select code, name, alias, last_visit, phone_main from company order by code`)
  expect(rows).toEqual([
    { code: 'P1', name: 'Petit', alias: 'ancien', last_visit: '2026-06-05', phone_main: '0299001122' },
    { code: 'P2', name: 'Neuf', alias: 'alias', last_visit: '2026-02-02', phone_main: null },
  ])
  const add = await planText(db.pool, {
    text: 'Code;Nom\nP1;Encore\nP3;Trois\n',
    columns: ['company.code*', 'company.name'],
    settings: { mode: 'add' },
  })
  expect(add.recap).toMatchObject({ created: 1, refused: 1 })
  expect(add.problems).toMatchObject([{ row: 2, code: 'code-exists' }])
})

test('update with deletion: the number confirmed, contacts go along, undo brings all back', async () => {
  for (const code of ['D1', 'D2', 'D3', 'D4']) await company({ code, name: code, salesStatus: 'client' })
  await company({ code: 'D5', name: 'Prospect', salesStatus: 'lead', salesPerson: null as unknown as string }).catch(
    () => undefined,
  )
  const before = await tableHash(db.pool)
  const given = {
    text: 'Code;Alias\nD1;un\nD2;deux\nD3;trois\n',
    columns: ['company.code*', 'company.alias'],
    settings: { mode: 'update-with-deletion' as const },
  }
  await expect(importText(db.pool, { ...given, confirmation: { confirmDeletions: 3 } })).rejects.toMatchObject({
    code: 'confirmation-wrong',
  })
  expect(await tableHash(db.pool)).toBe(before)
  const { recap, applied } = await importText(db.pool, { ...given, confirmation: { confirmDeletions: 1 } })
  expect(recap).toMatchObject({ read: 3, updated: 3, records: { company: { update: 3, delete: 1 } } })
  expect((await companies()).map((one) => one['code'])).toEqual(['D1', 'D2', 'D3'])
  await undo(applied.changeSet!)
  expect(await tableHash(db.pool)).toBe(before)
})

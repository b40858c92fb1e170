/** What is decided on a check: likely duplicates updated instead, yellow kinds accepted; what a deletion may not take. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listBlockedDeletions } from '../../src/server/import/blocked-deletions.ts'
import { skipRows } from '../../src/server/import/correct-import.ts'
import { acceptProblems, chooseRecord } from '../../src/server/import/decide-import.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { listPlannedChanges } from '../../src/server/import/list-planned-changes.ts'
import { listProblemGroups } from '../../src/server/import/list-problems.ts'
import { listRows } from '../../src/server/import/list-rows.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { importText, planText } from '../factories/import-text.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const company = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'company', values })
const restrict = (id: number) => execute(db.pool, sql`update company set is_restricted = true where id = ${id}`)
const limited: Actor = {
  ...systemActor,
  rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
}

describe('a likely duplicate', () => {
  const columns = [
    'company.code*',
    'company.name',
    'company.vatNumber',
    'address.postalCode',
    'company.phoneMain',
    'company.alias',
  ]
  const text = [
    'Code;Nom;TVA;CP;Tél;Alias',
    'N1;Autre nom;FR 40 303 265 045;75001;;un',
    'N2;ETS DURAND;;44000;;deux',
    'N3;Tiers;;;01 99 00 12 34;trois',
    'N4;Ets Durand;;35000;;quatre',
    'C1;Connue;FR40303265045;;;cinq',
  ].join('\n')

  it('is told in yellow by VAT number, by name and postal code, by phone; never for rows that update', async () => {
    await company({ code: 'C1', name: 'Connue', vatNumber: 'FR40303265045' })
    await saveRecord(db.pool, systemActor, {
      entity: 'company',
      values: { code: 'C2', name: 'Ets Durand', phoneMain: '+33 1 99 00 12 34' },
      addresses: [{ values: { postalCode: '44000', city: 'Nantes' }, isDefault: true }],
    })
    const { problems, recap, run } = await planText(db.pool, { text, columns })
    expect(recap).toMatchObject({ created: 4, updated: 1, toCheck: 3 })
    expect(problems.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'duplicate-vat', 'TVA'],
      [3, 'duplicate-name', 'Nom'],
      [4, 'duplicate-phone', 'Tél'],
    ])
    const { rows } = await listRows(db.pool, systemActor, run, {})
    expect(rows[0]?.problems[0]).toMatchObject({
      candidate: { label: 'Connue' },
      message: expect.stringContaining('(Connue)'),
    })
    const told = await importFile(db.pool, systemActor, {
      bytes: 'Code client;Nom;Numéro de TVA\nN9;Autre;FR40303265045\n',
      isDryRun: true,
    })
    expect(told.problems).toMatchObject([
      { code: 'duplicate-vat', candidate: { label: 'Connue' }, message: expect.stringContaining('(Connue)') },
    ])
  })

  it('is updated in place of being created once the row says so, its own keys kept', async () => {
    const known = await company({ code: 'C1', name: 'Connue', vatNumber: 'FR40303265045' })
    const given = {
      text: 'Code;Nom;TVA;Alias\nN1;Nouveau nom;FR40303265045;un\n',
      columns: ['company.code*', 'company.name', 'company.vatNumber', 'company.alias'],
    }
    const { importId, run } = await planText(db.pool, given)
    await chooseRecord(db.pool, run, 2, known.id)
    const { recap } = await runPlan({ pool: db.pool, actor: systemActor, importId })
    expect(recap).toMatchObject({ created: 0, updated: 1, toCheck: 0, matched: 1 })
    const stood = await findImport(db.pool, systemActor, importId)
    const { changes } = await listPlannedChanges(db.pool, systemActor, stood, { entity: 'company', action: 'update' })
    expect(changes[0]).toMatchObject({
      recordId: known.id,
      fields: { name: ['Connue', 'Nouveau nom'], alias: [null, 'un'] },
    })
    expect(changes[0]?.fields).not.toHaveProperty('code')
    const choices = async () => (await listRows(db.pool, systemActor, stood, {})).rows.map(({ choice }) => choice)
    expect(await choices()).toEqual([{ id: known.id, label: 'Connue' }])
    const byField = (field: string) =>
      listPlannedChanges(db.pool, systemActor, stood, { entity: 'company', action: 'update', field })
    expect((await byField('alias')).changes).toHaveLength(1)
    expect((await byField('vatNumber')).changes).toHaveLength(0)
    await chooseRecord(db.pool, stood, 2, null)
    expect(await choices()).toEqual([null])
    expect((await runPlan({ pool: db.pool, actor: systemActor, importId })).recap).toMatchObject({ created: 1 })
  })

  it('that may not be seen is no candidate, and cannot be chosen', async () => {
    const known = await company({ code: 'C1', name: 'Cachée', vatNumber: 'FR40303265045' })
    await restrict(known.id)
    const given = {
      text: 'Code;Nom;TVA\nN1;Neuve;FR40303265045\n',
      columns: ['company.code*', 'company.name', 'company.vatNumber'],
      actor: limited,
    }
    const { problems, run, importId } = await planText(db.pool, given)
    expect(problems).toEqual([])
    await chooseRecord(db.pool, run, 2, known.id)
    expect((await listRows(db.pool, limited, run, {})).rows[0]?.choice).toBeNull()
    expect((await runPlan({ pool: db.pool, actor: limited, importId })).recap).toMatchObject({ created: 1, updated: 0 })
  })

  it('of a contact is told by e-mail and by mobile phone', async () => {
    const { id } = await company({ code: 'C1', name: 'Un' })
    await saveRecord(db.pool, systemActor, {
      entity: 'contact',
      values: { company: id, lastName: 'Durand', email1: 'd@un.example', phoneMobile: '06 39 98 00 01' },
    })
    const { problems } = await planText(db.pool, {
      entity: 'contact',
      text: 'ID;Code;Nom;Mail;Mobile\nX1;C1;Durant;D@un.example;\nX2;C1;Martin;;+33639980001\n',
      columns: ['contact.externalId*', 'company.code', 'contact.lastName', 'contact.email1', 'contact.phoneMobile'],
    })
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'duplicate-email'],
      [3, 'duplicate-phone'],
    ])
  })
})

it('a kind of yellow problem that was accepted is no longer to look at, also after the next check', async () => {
  const { importId, run } = await planText(db.pool, {
    text: 'Code;Nom;TVA\nC1;Un;FR99303265045\nC2;Deux;FR98303265045\n',
    columns: ['company.code*', 'company.name', 'company.vatNumber'],
  })
  expect(run.recap?.toCheck).toBe(2)
  const kind = { code: 'vat-doubtful', columnIndex: 2 }
  expect(await acceptProblems(db.pool, run, { ...kind, isAccepted: true })).toBe(0)
  const accepted = await findImport(db.pool, systemActor, importId)
  expect([accepted.recap?.toCheck, accepted.isStale]).toEqual([0, false])
  expect((await listRows(db.pool, systemActor, accepted, { severity: 'yellow' })).rows).toEqual([])
  expect((await listRows(db.pool, systemActor, accepted, { severity: 'ready' })).rows).toHaveLength(2)
  expect((await listProblemGroups(db.pool, accepted, 'fr')).every(({ isAccepted }) => isAccepted)).toBe(true)
  expect((await runPlan({ pool: db.pool, actor: systemActor, importId })).recap.toCheck).toBe(0)
  const again = await findImport(db.pool, systemActor, importId)
  expect(await acceptProblems(db.pool, again, { ...kind, isAccepted: false })).toBe(2)
})

it('rows that were skipped are taken back, given ones or all of them', async () => {
  const { importId, run } = await planText(db.pool, {
    text: 'Code;Nom;Pays\nC1;Un;FR\nC2;Deux;ANG\nC3;Trois;FR\n',
    columns: ['company.code*', 'company.name', 'address.country'],
  })
  const again = async () => (await runPlan({ pool: db.pool, actor: systemActor, importId })).recap
  expect(await skipRows(db.pool, run, { isSkipped: true, severity: 'red' })).toBe(1)
  expect(await skipRows(db.pool, run, { isSkipped: true, rows: [2, 4] })).toBe(2)
  expect(await again()).toMatchObject({ read: 3, skipped: 3, refused: 0 })
  expect(await skipRows(db.pool, run, { isSkipped: false, rows: [2] })).toBe(1)
  expect(await again()).toMatchObject({ created: 1, skipped: 2 })
  expect(await skipRows(db.pool, run, { isSkipped: false })).toBe(2)
  expect(await again()).toMatchObject({ created: 2, skipped: 0, refused: 1 })
})

describe('an update with deletion', () => {
  const settings = { mode: 'update-with-deletion' as const }
  const columns = ['company.code*']

  it('lists what cannot go without saying why it is hidden, and never takes what its author does not see', async () => {
    const [, two, three] = [
      await company({ code: 'C1', name: 'Nommée', salesStatus: 'client' }),
      await company({ code: 'C2', name: 'Retenue', salesStatus: 'client' }),
      await company({ code: 'C3', name: 'Cachée', salesStatus: 'client' }),
      await company({ code: 'C4', name: 'Partante', salesStatus: 'client' }),
    ]
    const held = await saveRecord(db.pool, systemActor, {
      entity: 'contact',
      values: { company: two.id, lastName: 'Secret' },
    })
    await execute(db.pool, sql`update contact set is_restricted = true where id = ${held.id}`)
    await restrict(three.id)
    const { recap, run } = await planText(db.pool, { text: 'Code\nC1\n', columns, settings, actor: limited })
    expect(recap).toMatchObject({ blockedDeletions: 1, deletionShare: 1 / 3, records: { company: { delete: 1 } } })
    expect(await listBlockedDeletions(db.pool, limited, run)).toEqual({
      records: [{ id: two.id, label: 'Retenue', reason: expect.stringContaining('cannot delete') }],
      next: null,
    })
    await importText(db.pool, {
      text: 'Code\nC1\n',
      columns,
      settings,
      actor: { ...limited, rights: new Set([...limited.rights, 'administration']) },
      confirmation: { confirmDeletions: 1, allowManyDeletions: true },
    })
    expect(await rowsOf(db.pool, sql`select code from company order by code`)).toEqual([
      { code: 'C1' },
      { code: 'C2' },
      { code: 'C3' },
    ])
  })

  it('above 30 % of the scope is an administrator’s, and only when he says so', async () => {
    for (const code of ['C1', 'C2']) await company({ code, name: code, salesStatus: 'client' })
    const given = { text: 'Code\nC1\n', columns, settings }
    const apply = (actor: Actor, allowManyDeletions: boolean) =>
      importText(db.pool, { ...given, actor, confirmation: { confirmDeletions: 1, allowManyDeletions } })
    const manager: Actor = {
      ...systemActor,
      rights: new Set([...systemActor.rights].filter((right) => right !== 'administration')),
    }
    await expect(apply(manager, true)).rejects.toMatchObject({ code: 'deletions-too-many' })
    await expect(apply(systemActor, false)).rejects.toMatchObject({ code: 'deletions-too-many' })
    expect((await apply(systemActor, true)).applied.counts).toEqual({ company: { create: 0, update: 0, delete: 1 } })
  })

  it('says why nothing goes: a row without key, or nothing found', async () => {
    await company({ code: 'C1', name: 'Un', salesStatus: 'client', externalId: 'E1' })
    const hindrance = async (text: string) =>
      (await planText(db.pool, { text, columns: ['company.externalId*', 'company.alias'], settings })).recap
        .deletionHindrance
    expect(await hindrance('ID;Alias\nE1;x\n;y\n')).toBe('keyless')
    expect(await hindrance('ID;Alias\nE9;x\n')).toBe('unmatched')
    expect(await hindrance('ID;Alias\nE1;x\n')).toBeUndefined()
  })
})

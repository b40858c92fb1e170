/** A field mastered elsewhere is kept at all four doors, on existing records, for the role and the source that are locked. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FieldLock } from '../../src/shared/contract/field-lock.contract.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { setFieldLocks } from '../../src/server/field-locks/set-field-locks.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { draftJournal, previewOf, workingServer } from '../factories/journal.ts'
import { createUser } from '../factories/user.ts'
import { importText } from '../factories/import-text.ts'

let db: TestDatabase
let role: number
let sales: Actor
beforeAll(async () => {
  db = await testDatabase()
  const made = await onlyRow<{ role: number; user: number }>(
    db.pool,
    sql`with r as (insert into role (code, label_fr, label_en, rights) values ('s', 'S', 'S', '{}') returning id)
        , u as (insert into app_user (email, name, role_id) select 's@exemple.fr', 'S', r.id from r returning id)
        select r.id as role, u.id as "user" from r, u`,
  )
  role = made.role
  sales = { ...systemActor, userId: made.user }
})
afterAll(() => db.close())
beforeEach(async () => {
  await execute(db.pool, sql`truncate company, contact, address, company_search, contact_search`)
  await lock([])
  await saveRecord(db.pool, systemActor, {
    entity: 'company',
    values: { code: 'C1', name: 'Un', vatNumber: 'FR40303265045' },
  })
})

const lock = (locks: Partial<FieldLock>[]) =>
  setFieldLocks(
    db.pool,
    systemActor,
    locks.map((one) => ({ entity: 'company', field: 'vatNumber', role: null, source: null, ...one })),
  )
const vatNumber = async () =>
  (await onlyRow<{ vat: string | null }>(db.pool, sql`select vat_number as vat from company where code = 'C1'`)).vat
const edit = async (actor: Actor, source?: 'form' | 'api') => {
  const { id } = await onlyRow<{ id: number }>(db.pool, sql`select id from company where code = 'C1'`)
  return saveRecord(db.pool, actor, {
    entity: 'company',
    id,
    values: { vatNumber: 'FR83404833048' },
    ...(source ? { source } : {}),
  })
}

it('a form and the API are refused, each by its own lock, and a role that is not locked is not', async () => {
  await lock([{ role, source: 'form' }])
  await expect(edit(sales)).rejects.toMatchObject({ code: 'edit-refused' })
  expect(await vatNumber()).toBe('FR40303265045')
  await edit(sales, 'api')
  expect(await vatNumber()).toBe('FR83404833048')
  await lock([{ source: 'api' }])
  await expect(edit(systemActor, 'api').then(() => vatNumber())).resolves.toBe('FR83404833048')
})

it('an import keeps it on existing records, fills it on new ones, and its recap says how often', async () => {
  await lock([{ source: 'import' }])
  const { recap } = await importText(db.pool, {
    text: 'Code;Nom;TVA\nC1;Nouveau;FR83404833048\nC2;Deux;FR83404833048\n',
    columns: ['company.code*', 'company.name', 'company.vatNumber'],
  })
  expect(recap).toMatchObject({ created: 1, updated: 1, locked: { 'company.vatNumber': 1 } })
  expect(recap.fields).toEqual({ 'company.name': 1 })
  expect(await vatNumber()).toBe('FR40303265045')
  const { vat } = await onlyRow<{ vat: string }>(db.pool, sql`select vat_number as vat from company where code = 'C2'`)
  expect(vat).toBe('FR83404833048')
})

it('an import does not complete it as a key either', async () => {
  await execute(db.pool, sql`update company set vat_number = null`)
  await lock([{}])
  const { recap } = await importText(db.pool, {
    text: 'Code;TVA;Nom\nC1;FR83404833048;Un\n',
    columns: ['company.code*', 'company.vatNumber*', 'company.name'],
  })
  expect(recap).toMatchObject({ unchanged: 1, locked: { 'company.vatNumber': 1 } })
  expect(await vatNumber()).toBeNull()
})

it('a journal refuses it, each record with the reason', async () => {
  const { server, close } = await workingServer()
  try {
    const user = await createUser(server)
    await setFieldLocks(server.pool, systemActor, [
      { entity: 'company', field: 'industry', role: null, source: 'journal' },
    ])
    const { id } = await saveRecord(server.pool, systemActor, { entity: 'company', values: { code: 'J1', name: 'Un' } })
    const locked = await draftJournal(user, { field: 'alias', value: 'x' }, [id])
    expect(await previewOf(user, locked.number)).toMatchObject({ change: 1, refused: 0 })
    await setFieldLocks(server.pool, systemActor, [
      { entity: 'company', field: 'alias', role: null, source: 'journal' },
    ])
    expect(await previewOf(user, locked.number)).toMatchObject({ change: 0, refused: 1 })
  } finally {
    await close()
  }
})

/** Rows that speak of one company, chains of codes, hidden contacts: where one row decides about another. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { listRows } from '../../src/server/import/list-rows.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importText, planText } from '../factories/import-text.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const company = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'company', values })
const contact = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'contact', values })
const companies = () => rowsOf(db.pool, sql`select code, name, alias from company order by code`)

describe('rows of one company', () => {
  it('are told as a group by the check, wherever they stand; without any nothing is', async () => {
    const groupsOf = async (text: string) => {
      const { importId } = await planText(db.pool, { text, columns: ['company.code*', 'company.name', 'address.city'] })
      const { rows } = await listRows(db.pool, systemActor, await findImport(db.pool, systemActor, importId), {})
      return rows.map(({ group }) => group)
    }
    const [first, other, again, none] = await groupsOf(
      'Code;Nom;Ville\nG1;Un;Nantes\nG2;Deux;Brest\ng1;;Rezé\n;Sans;Vannes\n',
    )
    expect([first === again, first === other, none]).toEqual([true, false, null])
    expect(await groupsOf('Code;Nom;Ville\nG1;Un;Nantes\nG2;Deux;Brest\n')).toEqual([null, null])
  })

  it('that repeat it without address or contact are refused, and none of their cells counts', async () => {
    const { recap, problems } = await importText(db.pool, {
      text: 'Code;Nom;Alias\nG1;Un;\nG1;;repris\nG2;Deux;seul\n',
      columns: ['company.code*', 'company.name', 'company.alias'],
    })
    expect(recap).toMatchObject({ read: 3, created: 2, refused: 1 })
    expect(problems).toMatchObject([{ row: 3, code: 'row-repeats', message: expect.stringContaining('(row 2)') }])
    expect(await companies()).toEqual([
      { code: 'G1', name: 'Un', alias: null },
      { code: 'G2', name: 'Deux', alias: 'seul' },
    ])
  })

  it('lose the one whose value is taken, not the others, when the company is there', async () => {
    await company({ code: 'G0', name: 'Zéro', externalId: 'E0' })
    await company({ code: 'G1', name: 'Un' })
    const { recap, problems } = await importText(db.pool, {
      text: 'Code;Alias;ID;Ville\nG1;un;;Nantes\nG1;;E0;Rezé\n',
      columns: ['company.code*', 'company.alias', 'company.externalId', 'address.city'],
    })
    expect(problems.filter(({ severity }) => severity === 'red')).toMatchObject([
      { row: 3, code: 'value-not-available', column: 'ID' },
    ])
    expect(recap).toMatchObject({ read: 2, updated: 1, refused: 1, records: { address: { create: 1 } } })
    expect(await rowsOf(db.pool, sql`select city from address`)).toEqual([{ city: 'Nantes' }])
  })

  it('are all refused, with the row that refuses them, when the company would be created', async () => {
    await company({ code: 'G0', name: 'Zéro', externalId: 'E0' })
    const { recap, problems } = await importText(db.pool, {
      text: 'Code;Nom;ID;Ville\nG1;Un;;Nantes\nG1;;E0;Rezé\n',
      columns: ['company.code*', 'company.name', 'company.externalId', 'address.city'],
    })
    expect(recap).toMatchObject({ read: 2, created: 0, refused: 2 })
    expect(problems.map(({ row, code }) => ({ row, code }))).toEqual([
      { row: 2, code: 'group-refused' },
      { row: 3, code: 'value-not-available' },
    ])
    expect(problems[0]?.message).toContain('Row 3')
  })
})

it('codes that move along a chain whose end is taken are all refused, however long it is', async () => {
  const length = 12
  for (let place = 0; place <= length; place++) {
    await company({ code: `C${place}`, externalId: `E${place}`, name: `N${place}` })
  }
  const rows = Array.from({ length }, (_, place) => `E${place};C${place + 1}`)
  const { recap, applied } = await importText(db.pool, {
    text: `ID;Code\n${rows.join('\n')}\n`,
    columns: ['company.externalId*', 'company.code'],
  })
  expect(recap).toMatchObject({ read: length, refused: length })
  expect(applied.changeSet).toBeNull()
})

describe('a contact that is hidden from who imports', () => {
  const user = 7
  const actor: Actor = {
    ...systemActor,
    rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
  }
  let owner: number
  beforeEach(async () => {
    const role = `insert into role (code, label_fr, label_en, rights) values ('x', 'x', 'x', '{}') returning id`
    await db.pool.query(
      `with role as (${role}) insert into app_user (id, email, name, role_id) overriding system value select ${user}, 'a@b.fr', 'Ann', id from role`,
    )
    owner = (await company({ code: 'H1', name: 'Hôte', salesStatus: 'client' })).id
    const { id } = await contact({ company: owner, lastName: 'Secret', email1: 's@exemple.fr' })
    await execute(db.pool, sql`update contact set is_restricted = true where id = ${id}`)
    await execute(db.pool, sql`update company set default_contact_id = ${id} where id = ${owner}`)
  })

  it('is neither found nor counted, and stays the default contact', async () => {
    const { recap } = await importText(db.pool, {
      text: 'Code;E-mail;Nom\nH1;s@exemple.fr;Autre\n',
      columns: ['company.code*', 'contact.email1', 'contact.lastName'],
      actor: { ...actor, userId: user },
    })
    expect(recap.records).toMatchObject({ contact: { create: 1, update: 0, unchanged: 0 } })
    expect(
      await rowsOf(
        db.pool,
        sql`select t.last_name as name from contact as t join company as c on c.default_contact_id = t.id`,
      ),
    ).toEqual([{ name: 'Secret' }])
    expect(await rowsOf(db.pool, sql`select last_name as name from contact order by id`)).toEqual([
      { name: 'Secret' },
      { name: 'Autre' },
    ])
  })

  it('keeps its company from being deleted by him', async () => {
    await company({ code: 'H2', name: 'Deux', salesStatus: 'client' })
    await company({ code: 'H3', name: 'Trois', salesStatus: 'client' })
    const { recap } = await planText(db.pool, {
      text: 'Code;Alias\nH2;deux\n',
      columns: ['company.code*', 'company.alias'],
      settings: { mode: 'update-with-deletion' },
      actor: { ...actor, userId: user },
    })
    expect(recap.records.company).toMatchObject({ delete: 1 })
    expect(recap.records.contact).toBeUndefined()
  })
})

it('a company whose parent is deleted by an import has none', async () => {
  const parent = await company({ code: 'P1', name: 'Mère', salesStatus: 'client' })
  await company({ code: 'P2', name: 'Fille', salesStatus: 'client', parent: parent.id })
  await importText(db.pool, {
    text: 'Code;Alias\nP2;fille\n',
    columns: ['company.code*', 'company.alias'],
    settings: { mode: 'update-with-deletion' },
    confirmation: { confirmDeletions: 1, allowManyDeletions: true },
  })
  expect(await rowsOf(db.pool, sql`select code, alias, parent_id as parent from company`)).toEqual([
    { code: 'P2', alias: 'fille', parent: null },
  ])
})

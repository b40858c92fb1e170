/** Roles from before a right existed get it where a new installation would give it. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedRoles } from '../../src/server/seed/seed-roles.ts'
import { suppliedRoles } from '../../src/shared/rights.ts'
import { testDatabase, type TestDatabase } from '../database.ts'

const migration = new URL('../../src/server/migrations/0025-rights-of-earlier-roles.sql', import.meta.url)
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seedRoles(db.pool)
})
afterAll(() => db.close())

it('gives supplied roles what they have today, and made ones the choice of access with editing', async () => {
  await db.pool.query(`
    update role set rights = array_remove(array_remove(rights, 'access.edit'), 'list.edit') where code <> 'administrator';
    insert into role (code, label_fr, label_en, rights)
    values ('editors', 'E', 'E', '{company.see,company.edit}'), ('readers', 'R', 'R', '{company.see}')`)
  const statements = await readFile(migration, 'utf8')
  // Done twice it gives nothing twice.
  await db.pool.query(statements)
  await db.pool.query(statements)
  const { rows } = await db.pool.query<{ code: string; rights: string[] }>('select code, rights from role')
  const rightsOf = (code: string) => rows.find((role) => role.code === code)?.rights.toSorted()
  for (const [code, { rights }] of Object.entries(suppliedRoles))
    expect(rightsOf(code), code).toEqual([...rights].toSorted())
  expect(rightsOf('editors')).toEqual(['access.edit', 'company.edit', 'company.see'])
  expect(rightsOf('readers')).toEqual(['company.see'])
})

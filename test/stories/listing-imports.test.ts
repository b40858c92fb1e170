/** The list of imports: paged to its end, narrowed by state, subject and words; everybody's own, but for who sees all. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listImports } from '../../src/shared/contract/import.contract.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { importText, planText } from '../factories/import-text.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'
import { undo } from '../undo.ts'

let server: TestServer
let admin: User
beforeEach(async () => {
  server = await testServer()
  admin = await createUser(server)
})
afterEach(() => server.close())

type Query = { state?: string; entity?: string; search?: string; before?: number; limit?: number }

const listed = async (query: Query = {}, user = admin) => (await user.call(listImports, { query })).result
const idsOf = async (query?: Query, user?: User) => (await listed(query, user)).imports.map(({ id }) => id)

const text = 'Code;Nom\nC1;Un\n'
const rename = (id: number, name: string) =>
  execute(
    server.pool,
    sql`update stored_file set name = ${name} where id = (select i.file_id from import_run as i where i.id = ${id})`,
  )

it('is read page by page to the very first import, each told once', async () => {
  const { importId } = await planText(server.pool, { text })
  await execute(
    server.pool,
    sql`insert into import_run (entity, state, file_id)
        select i.entity, 'staged', i.file_id from import_run as i, generate_series(1, 249) where i.id = ${importId}`,
  )
  const told: number[] = []
  let next: number | null | undefined
  do {
    const page = await listed(next ? { before: next } : {})
    expect(page.imports.length).toBe(50)
    told.push(...page.imports.map(({ id }) => id))
    next = page.next
  } while (next !== null)
  expect(told.length).toBe(250)
  expect(told).toEqual([...new Set(told)].sort((one, other) => other - one))
  expect(told.at(-1)).toBe(importId)
  expect((await admin.call(listImports, { query: { limit: 201 } })).status).toBe(400)
})

it('is narrowed by state, an import taken back being one no longer done, by subject and by words', async () => {
  const draft = (await planText(server.pool, { text, settings: { note: 'Reprise du salon' } })).importId
  const done = await importText(server.pool, { text: 'Code;Nom\nC2;Deux\n' })
  const taken = await importText(server.pool, { text: 'Code;Nom\nC3;Trois\n' })
  const contacts = {
    entity: 'contact',
    text: 'Nom;Code client\nDURAND;C2\n',
    columns: ['contact.lastName', 'company.code'],
    settings: { mode: 'add' },
  } as const
  const people = (await planText(server.pool, { ...contacts, columns: [...contacts.columns] })).importId
  await undo(server.pool, systemActor, taken.applied.changeSet!)
  await rename(draft, 'Clientèle_100%.csv')

  expect(await idsOf({ state: 'planned' })).toEqual([people, draft])
  expect(await idsOf({ state: 'done' })).toEqual([done.importId])
  expect(await idsOf({ state: 'undone' })).toEqual([taken.importId])
  expect(await idsOf({ entity: 'contact' })).toEqual([people])
  expect(await idsOf({ entity: 'company', state: 'planned' })).toEqual([draft])
  expect(await idsOf({ search: 'CLIENTELE' })).toEqual([draft])
  expect(await idsOf({ search: '100%' })).toEqual([draft])
  expect(await idsOf({ search: 'du salon' })).toEqual([draft])
  expect(await idsOf({ search: 'clients' })).toEqual([people, taken.importId, done.importId])
  expect(await idsOf({ search: 'nulle part' })).toEqual([])

  const { imports } = await listed()
  expect(imports.map(({ undoneBy }) => undoneBy !== null)).toEqual([false, true, false, false])
})

it('shows one’s own, and everybody’s to who sees everything', async () => {
  const clerk = await createUser(server, { role: 'sales-administrator', name: 'Agnès Roux' })
  const own = (await planText(server.pool, { text, actor: { ...systemActor, userId: clerk.id } })).importId
  const other = (await planText(server.pool, { text, actor: { ...systemActor, userId: admin.id } })).importId
  expect(await idsOf({}, clerk)).toEqual([own])
  expect(await idsOf({ search: 'agnes roux' }, clerk)).toEqual([own])
  expect(await idsOf()).toEqual([other, own])
  expect((await (await createUser(server, { rights: ['company.see'] })).call(listImports)).status).toBe(403)
})

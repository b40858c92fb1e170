/** An update with deletion on screen: whoever confirms it proves by his password that it is he; a program's key is proof enough. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as accounts from '../../src/shared/contract/account.contract.ts'
import { restoreTo, createRestorePoint } from '../../src/shared/contract/change-set.contract.ts'
import { applyImport, getImport } from '../../src/shared/contract/import.contract.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { importText, planText } from '../factories/import-text.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { client, testServer, type TestServer } from '../test-server.ts'

const password = 'correct horse battery'
let server: TestServer
let ann: User
beforeEach(async () => {
  server = await testServer()
  ann = await createUser(server, { password })
  await importText(server.pool, { text: 'Code client;Nom;Statut commercial\nC1;Un;Client\nC2;Deux;Client\n' })
})
afterEach(() => server.close())

/** Ann's import of a file that names one of two clients. */
async function planned() {
  const { importId, recap } = await planText(server.pool, {
    text: 'Code client\nC1\n',
    columns: ['company.code*'],
    settings: { mode: 'update-with-deletion' },
    actor: { ...systemActor, userId: ann.id },
  })
  expect(recap.records.company).toMatchObject({ delete: 1 })
  return { params: { id: importId } }
}
const confirmed = { confirmDeletions: 1, allowManyDeletions: true }

it('asks for the password, which goes no further', async () => {
  const { params } = await planned()
  for (const wrong of [undefined, '', 'wrong horse battery']) {
    // oxlint-disable-next-line no-await-in-loop -- attempts count one after the other
    const refused = await ann.call(applyImport, { params, body: { ...confirmed, password: wrong } })
    expect(refused).toMatchObject({ status: 401, problem: { code: 'sign-in-refused' } })
  }
  expect((await ann.call(getImport, { params })).result).toMatchObject({ state: 'planned', changeSet: null })
  const begun = await ann.call(applyImport, { params, body: { ...confirmed, password } })
  expect(begun).toMatchObject({ status: 200, result: { state: 'applying' } })
  const jobs = await rowsOf<{ params: object }>(server.pool, sql`select params from job where kind = 'import-apply'`)
  expect(jobs).toEqual([{ params: confirmed }])
})

it('asks nothing when nothing is deleted', async () => {
  const { importId } = await planText(server.pool, {
    text: 'Code client;Alias\nC1;x\n',
    actor: { ...systemActor, userId: ann.id },
  })
  expect((await ann.call(applyImport, { params: { id: importId }, body: {} })).status).toBe(200)
})

it('takes a key of the API for proof, and nothing from who has no password', async () => {
  const key = await ann.call(accounts.addOwnKey, { body: { name: 'nightly', scopes: null, days: null } })
  const program = client(server, { authorization: `Bearer ${key.result.secret}` })
  expect((await program(applyImport, { ...(await planned()), body: confirmed })).status).toBe(200)
  await execute(server.pool, sql`update app_user set password_hash = null where id = ${ann.id}`)
  expect((await ann.call(applyImport, { ...(await planned()), body: confirmed })).status).toBe(200)
})

it('as a restore, asks for no code of a second factor beside it', async () => {
  await execute(server.pool, sql`update app_user set totp_secret = 'JBSWY3DPEHPK3PXP' where id = ${ann.id}`)
  expect((await ann.call(applyImport, { ...(await planned()), body: { ...confirmed, password } })).status).toBe(200)
  const point = (await ann.call(createRestorePoint, { body: { name: 'Midi' } })).result
  await createCompany(ann, { name: 'Nouvelle' })
  const asked = await ann.call(restoreTo, { params: { id: point.id }, body: { records: 1, password } })
  expect(asked.status).toBe(200)
})

/** A rule is the same at every door: a prospect without telemarketer is refused by form, API and import, with one code. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRecord, updateRecord } from '../../src/shared/contract/record.contract.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { FaultsError } from '../../src/server/records/faults-error.ts'
import { planText } from '../factories/import-text.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let company: { id: number; version: number }
let before: string
beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann' })
  company = await createCompany(ann, { code: 'D1', salesStatus: 'client' })
  before = await tableHash(server.pool)
})
afterAll(async () => {
  expect(await tableHash(server.pool)).toBe(before)
  await server.close()
})

const fault = { field: 'telemarketer', code: 'required-when' }
const lacking = { salesStatus: 'prospect' }

it('the form and the API refuse it where it is created', async () => {
  const { status, problem } = await ann.call(createRecord, {
    params: { entity: 'company' },
    body: { values: { name: 'Neuve', ...lacking } },
  })
  expect({ status, problem }).toMatchObject({ status: 422, problem: { code: 'edit-refused', faults: [fault] } })
})

it('the form and the API refuse it where it is changed', async () => {
  const { status, problem } = await ann.call(updateRecord, {
    params: { entity: 'company', id: company.id },
    body: { version: company.version, values: lacking },
  })
  expect({ status, problem }).toMatchObject({ status: 422, problem: { code: 'edit-refused', faults: [fault] } })
})

it('the engine refuses it whoever calls', async () => {
  const refusal = await saveRecord(server.pool, systemActor, {
    entity: 'company',
    values: { name: 'Neuve', ...lacking },
  }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(FaultsError)
  expect((refusal as FaultsError).faults).toMatchObject([fault])
})

it('an import refuses the rows that would create or change it', async () => {
  const { recap, problems } = await planText(server.pool, {
    text: 'Code;Nom;Statut\nD1;;prospect\nD2;Neuve;prospect\nD3;Autre;client\n',
    columns: ['company.code*', 'company.name', 'company.salesStatus'],
  })
  expect(recap).toMatchObject({ created: 1, refused: 2 })
  expect(problems.map(({ row, code, severity }) => ({ row, code, severity }))).toEqual([
    { row: 2, code: fault.code, severity: 'red' },
    { row: 3, code: fault.code, severity: 'red' },
  ])
})

it('with a telemarketer every door lets it in', async () => {
  const { recap } = await planText(server.pool, {
    text: `Code;Statut;Télémarketeur\nD1;prospect;${ann.email}\n`,
    columns: ['company.code*', 'company.salesStatus', 'company.telemarketer'],
  })
  expect(recap).toMatchObject({ updated: 1, refused: 0 })
})

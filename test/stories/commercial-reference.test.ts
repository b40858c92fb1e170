/** A contact is a commercial reference only when his company is one (CT-2): form, API and journals. */
import { describe, expect, it } from 'vitest'
import { createRecord, getRecord, updateRecord, type Values } from '../../src/shared/contract/record.contract.ts'
import { runJournal, valuesOf, onWorkingServer } from '../factories/journal.ts'
import { createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let reference: number
let other: number

onWorkingServer(async (given) => {
  server = given
  ann = await createUser(server)
  reference = (await createCompany(ann, { name: 'Citée', code: 'CITEE', isReference: true })).id
  other = (await createCompany(ann, { name: 'Discrète', code: 'DISCRETE' })).id
})

const create = async (company: number) => {
  const values: Values = { company, lastName: 'Blou', isReference: true }
  const answer = await ann.call(createRecord, { params: { entity: 'contact' }, body: { values } })
  return answer.status === 200
    ? 'made'
    : (answer.problem['faults'] as { code: string }[]).map(({ code }) => code).join()
}

describe('a commercial reference', () => {
  it('is made in the form where the company is one, and refused where it is not', async () => {
    expect(await create(reference)).toBe('made')
    expect(await create(other)).toBe('reference-needs-company')
  })

  it('is refused by the form on a change, and what is one already stays when the company no longer is', async () => {
    const { id } = await createContact(ann, reference, { lastName: 'Reste', isReference: true })
    const params = { entity: 'company' as const, id: reference }
    const change = async (isReference: boolean) => {
      const { version } = (await ann.call(getRecord, { params })).result
      await ann.call(updateRecord, { params, body: { version, values: { isReference } } })
    }
    await change(false)
    const answer = await ann.call(updateRecord, {
      params: { entity: 'contact', id },
      body: { version: 1, values: { lastName: 'Toujours' } },
    })
    expect(answer.status).toBe(200)
    await change(true)
  })

  it('is refused by a journal for the contacts it does not fit', async () => {
    const ids = [(await createContact(ann, reference)).id, (await createContact(ann, other)).id]
    const said = await runJournal(ann, { entity: 'contact', field: 'isReference', value: true }, ids)
    expect(said).toMatchObject({ change: 1, refused: 1, reasons: [{ code: 'reference-needs-company', records: 1 }] })
    expect((await valuesOf(ann, ids[1] ?? 0, 'contact'))['isReference']).toBe(false)
  })
})

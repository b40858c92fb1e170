/** One user's portfolio becomes another's, in one previewed act that can be undone (CO-11). */
import { expect, it } from 'vitest'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { previewTransfer, startTransfer, type portfolioParts } from '../../src/shared/contract/portfolio.contract.ts'
import { endedJob, valuesOf, onWorkingServer } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let chief: User
let leaver: User
let heir: User
onWorkingServer(async (given) => {
  server = given
  chief = await createUser(server, { name: 'Chief' })
  leaver = await createUser(server, { name: 'Partant' })
  heir = await createUser(server, { name: 'Reprise' })
})

type Parts = (typeof portfolioParts)[number][]
const everything: Parts = ['accountManager', 'telemarketer', 'salesPerson', 'assignedTo']
const preview = (parts: Parts, user = chief, to = heir.id) =>
  user.call(previewTransfer, { body: { from: leaver.id, to, parts } })

it('is previewed by part, done in one change set, and undone', async () => {
  const own = { accountManager: leaver.id, telemarketer: leaver.id }
  const { id } = await createCompany(chief, { ...own, salesStatus: 'prospect' })
  await createCompany(chief, { salesPerson: leaver.id })
  const other = await createCompany(chief, { accountManager: chief.id })
  const contact = await createContact(chief, other.id, { assignedTo: leaver.id })
  expect((await preview(everything)).result).toEqual({
    parts: { accountManager: 1, telemarketer: 1, salesPerson: 1, assignedTo: 1 },
    records: 3,
  })
  expect((await preview(['accountManager', 'telemarketer'])).result.records).toBe(1)
  const before = await tableHash(server.pool)
  const start = async (confirm: number) => {
    const body = { from: leaver.id, to: heir.id, parts: everything, confirm }
    return endedJob(chief, (await chief.call(startTransfer, { body })).result.job)
  }
  expect((await start(9)).error?.code).toBe('confirmation-wrong')
  expect(await tableHash(server.pool)).toBe(before)
  const job = await start(3)
  expect(job).toMatchObject({ state: 'done', subject: 'Partant → Reprise' })
  expect(await valuesOf(chief, id)).toMatchObject({ accountManager: heir.id, telemarketer: heir.id })
  expect(await valuesOf(chief, contact.id, 'contact')).toMatchObject({ assignedTo: heir.id })
  expect(await valuesOf(chief, other.id)).toMatchObject({ accountManager: chief.id })
  expect((await preview(everything)).result.records).toBe(0)
  const undo = await chief.call(undoChangeSet, {
    params: { id: job.result?.changeSet ?? 0 },
    body: { conflicts: 'keep' },
  })
  await endedJob(chief, undo.result.job)
  expect(await valuesOf(chief, id)).toMatchObject({ accountManager: leaver.id })
})

it('leaves what one may not see, and asks for somebody who is there', async () => {
  const { id } = await createCompany(chief, { accountManager: leaver.id })
  await restrict(server, 'company', id)
  const rights = ['company.see', 'company.edit', 'contact.see', 'contact.edit', 'journal.validate'] as const
  const manager = await createUser(server, { rights })
  const all = (await preview(['accountManager'])).result.records
  expect((await preview(['accountManager'], manager)).result.records).toBe(all - 1)
  const gone = await createUser(server, { isActive: false })
  expect((await preview(everything, chief, gone.id)).problem.code).toBe('transfer-users')
  expect((await preview(everything, chief, leaver.id)).problem.code).toBe('transfer-users')
  const reader = await createUser(server, { rights: ['company.see', 'contact.see', 'journal.validate'] })
  expect((await preview(everything, reader)).problem.code).toBe('right-missing')
})

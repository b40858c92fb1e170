/** A file sent in pieces: cut off anywhere it goes on where it stopped, and what is imported is what was sent. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { getImport } from '../../src/shared/contract/import.contract.ts'
import { deleteUpload, getUpload, importUpload, startUpload } from '../../src/shared/contract/upload.contract.ts'
import { clearUploads } from '../../src/server/import/uploads/uploads.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { readStoredFile } from '../../src/server/platform/files/store-file.ts'
import { sendFile } from '../factories/send-file.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
beforeEach(async () => {
  server = await testServer({ RAFALE_MAX_UPLOAD_MB: '8' })
  admin = await createUser(server)
})
afterEach(() => server.close())

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const stored = () =>
  onlyRow<{ files: number; chunks: number; uploads: number }>(
    server.pool,
    sql`select (select count(*) from stored_file) as files, (select count(*) from stored_file_chunk) as chunks,
               (select count(*) from upload) as uploads`,
  )

/** A CSV of about that many bytes. */
const csv = (size: number) => {
  const rows = ['Code;Nom']
  for (let length = 9, row = 1; length < size; row++) {
    rows.push(`C${row};Société n° ${row} é`)
    length += rows.at(-1)!.length + 3
  }
  return Buffer.from(`${rows.join('\n')}\n`)
}

const start = async (bytes: Buffer, user = admin) =>
  (await user.call(startUpload, { body: { fileName: 'clients.csv', size: bytes.length } })).result
const piece = (id: number, bytes: Buffer, [from, to]: [number, number], user = admin) =>
  sendFile(server, user, {
    url: `/api/v1/uploads/${id}/pieces?offset=${from}`,
    bytes: bytes.subarray(from, to),
  })
const received = async (id: number) => (await admin.call(getUpload, { params: { id } })).result.received

it('goes on from what was received, and becomes an import with every byte once', async () => {
  const bytes = csv(2_500_000)
  const { id } = await start(bytes)
  const cuts = [0, 1, 1_048_576, 1_700_003, bytes.length]
  for (const [index, to] of cuts.slice(1).entries()) {
    expect((await piece(id, bytes, [cuts[index]!, to])).body).toMatchObject({ received: to, size: bytes.length })
  }
  const run = (await admin.call(importUpload, { params: { id }, body: { entity: 'company' } })).result
  expect(run).toMatchObject({ fileName: 'clients.csv', fileSize: bytes.length, entity: 'company', state: 'uploaded' })
  expect((await admin.call(getImport, { params: { id: run.id } })).result.dialect).toMatchObject({ delimiter: ';' })
  const { fileId } = await onlyRow<{ fileId: number }>(server.pool, sql`select file_id as "fileId" from import_run`)
  expect(sha(await buffer(readStoredFile(server.pool, fileId)))).toBe(sha(bytes))
  expect(await stored()).toMatchObject({ files: 1, uploads: 0 })
  expect((await admin.call(importUpload, { params: { id }, body: { entity: 'company' } })).status).toBe(404)
})

it('refuses a piece that is not the next one, and says where to go on; nothing of it is kept', async () => {
  const bytes = csv(50_000)
  const { id } = await start(bytes)
  await piece(id, bytes, [0, 20_000])
  for (const wrong of [
    [0, 20_000],
    [30_000, 40_000],
  ] as [number, number][]) {
    const answer = await piece(id, bytes, wrong)
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'upload-offset', params: { received: 20_000 } }])
  }
  const tooMuch = Buffer.concat([bytes, Buffer.from('more')])
  expect((await piece(id, tooMuch, [20_000, tooMuch.length])).status).toBe(409)
  expect(await received(id)).toBe(20_000)
  const early = await admin.call(importUpload, { params: { id }, body: { entity: 'company' } })
  expect(early.problem).toMatchObject({ code: 'upload-offset', params: { received: 20_000, size: bytes.length } })
  await piece(id, bytes, [20_000, bytes.length])
  expect((await admin.call(importUpload, { params: { id }, body: { entity: 'company' } })).status).toBe(200)
})

it('keeps pieces that come twice at once a single time', async () => {
  const bytes = csv(400_000)
  const { id } = await start(bytes)
  const answers = await Promise.all([1, 2, 3].map(() => piece(id, bytes, [0, 300_000])))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409])
  expect(await received(id)).toBe(300_000)
})

it('is refused before a byte when empty or larger than allowed', async () => {
  const ask = (size: number) => admin.call(startUpload, { body: { fileName: 'clients.csv', size } })
  expect((await ask(0)).problem.code).toBe('file-empty')
  expect((await ask(8 * 1024 ** 2 + 1)).problem).toMatchObject({ code: 'upload-too-large', params: { max: 8 } })
  expect(await stored()).toEqual({ files: 0, chunks: 0, uploads: 0 })
})

it('stays after a refusal until it is given up; one of yesterday goes by itself, one of today stays', async () => {
  const bytes = Buffer.from('PK\u0003\u0004 no workbook at all')
  const { id } = await start(bytes)
  await piece(id, bytes, [0, bytes.length])
  expect((await admin.call(importUpload, { params: { id }, body: { entity: 'company' } })).problem.code).toBe(
    'file-damaged',
  )
  expect(await stored()).toMatchObject({ files: 1, uploads: 1 })
  expect((await admin.call(deleteUpload, { params: { id } })).status).toBe(200)
  expect(await stored()).toEqual({ files: 0, chunks: 0, uploads: 0 })

  const [old, young] = [await start(bytes), await start(bytes)]
  await piece(old.id, bytes, [0, 5])
  await execute(server.pool, sql`update upload set touched_at = now() - interval '25 hours' where id = ${old.id}`)
  expect(await clearUploads(server.pool)).toBe(1)
  expect(await stored()).toEqual({ files: 1, chunks: 0, uploads: 1 })
  expect(await received(young.id)).toBe(0)
})

it('is its sender’s alone, and asks for the right to import', async () => {
  const bytes = csv(1000)
  const { id } = await start(bytes)
  const other = await createUser(server)
  expect((await other.call(getUpload, { params: { id } })).status).toBe(404)
  expect((await piece(id, bytes, [0, 10], other)).status).toBe(404)
  expect((await other.call(importUpload, { params: { id }, body: { entity: 'company' } })).status).toBe(404)
  expect((await other.call(deleteUpload, { params: { id } })).status).toBe(404)
  const seller = await createUser(server, { rights: ['company.see'] })
  expect((await seller.call(startUpload, { body: { fileName: 'a.csv', size: 1 } })).status).toBe(403)
  expect(await received(id)).toBe(0)
})

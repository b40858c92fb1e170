/** The photo of a contact (CT-2): brought, put on, seen by who sees the contact, in the history, undone, merged, backed up, gone. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import type { ExportRequest } from '../../src/shared/contract/export.contract.ts'
import { mergeRecords } from '../../src/shared/contract/merge.contract.ts'
import { getPicture } from '../../src/shared/contract/picture.contract.ts'
import {
  countRecords,
  deleteRecord,
  getHistory,
  getRecord,
  listRecords,
  suggestRecords,
  updateRecord,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import { restoreDeleted } from '../../src/shared/contract/recycle-bin.contract.ts'
import { pictureLimits } from '../../src/shared/pictures/picture-limits.ts'
import { restoreBackup } from '../../src/server/backup/restore-backup.ts'
import { writeBackup } from '../../src/server/backup/write-backup.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { dropUnusedPictures } from '../../src/server/records/pictures/drop-unused-pictures.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { bringPicture } from '../factories/bring-picture.ts'
import { exportFile } from '../factories/exported-file.ts'
import { importFile } from '../factories/file-import.ts'
import { endedJob, workingServer } from '../factories/journal.ts'
import { jpegPicture, pngPicture, secretPlace, webpPicture } from '../factories/pictures.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testDatabase } from '../database.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let close: () => Promise<void>
let ann: User
/** May do everything but see all. */
let bob: User
let company: number

beforeAll(async () => {
  ;({ server, close } = await workingServer())
  ann = await createUser(server, { name: 'Ann' })
  bob = await createUser(server, { rights: ['contact.see', 'contact.edit', 'company.see'] })
  company = (await createCompany(ann, { name: 'Studio' })).id
})
afterAll(() => close())

const at = (id: number) => ({ params: { entity: 'contact' as const, id } })
const read = async (id: number, user = ann) => (await user.call(getRecord, at(id))).result
const save = async (id: number, values: Values, user = ann) => {
  const { version } = await read(id, user)
  return user.call(updateRecord, { ...at(id), body: { version, values } })
}
const seen = async (hash: string, user = ann) => (await user.call(getPicture, { params: { hash } })).status
let shade = 0
/** A picture of its own. */
const bring = async (user = ann) => (await bringPicture(server, user, pngPicture(64, 64, [++shade, 0, 0]))).hash
const person = async (values: Values = {}) => (await createContact(ann, company, values)).id
const undo = async (changeSet: number | null) => {
  const { result } = await ann.call(undoChangeSet, { params: { id: changeSet ?? 0 }, body: { conflicts: 'keep' } })
  expect((await endedJob(ann, result.job)).state).toBe('done')
}

describe('a photo', () => {
  it.each([
    ['image/png', pngPicture()],
    ['image/jpeg', jpegPicture()],
    ['image/webp', webpPicture()],
  ])('of %s is kept without what the camera wrote, and served to be kept by its hash', async (type, bytes) => {
    const { status, hash } = await bringPicture(server, ann, bytes)
    expect(status).toBe(200)
    const id = await person({ photo: hash })
    expect((await read(id)).values['photo']).toBe(hash)
    const answer = await server.server.inject({ url: `/api/v1/pictures/${hash}`, headers: ann.call.headers })
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
    expect(answer.rawPayload.includes(secretPlace)).toBe(false)
  })

  it('that is none is refused with what to do, whatever its name', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const refused = [
      await bringPicture(server, ann, svg, 'photo.jpg'),
      await bringPicture(server, ann, Buffer.from('<!doctype html>'), 'photo.png'),
      await bringPicture(server, ann, pngPicture().subarray(0, 120)),
      await bringPicture(server, ann, pngPicture(pictureLimits.side + 1, 20)),
      await bringPicture(server, ann, Buffer.alloc(pictureLimits.kilobytes * 1024 + 10)),
    ]
    expect(refused.map(({ status, code }) => [status, code])).toEqual([
      [422, 'picture-type-unknown'],
      [422, 'picture-type-unknown'],
      [422, 'picture-damaged'],
      [422, 'picture-size-unfit'],
      [413, 'picture-too-large'],
    ])
    expect(refused[0]?.message).toContain('JPEG, PNG or WebP')
  })

  it('is brought by who may edit contacts alone', async () => {
    const reader = await createUser(server, { rights: ['contact.see'] })
    expect(await bringPicture(server, reader, pngPicture())).toMatchObject({ status: 403, code: 'right-missing' })
    const nobody = await createUser(server, { rights: ['company.see'] })
    expect(await seen(await bring(), nobody)).toBe(403)
  })

  it('stands in lists and suggestions, and is filtered by whether there is one', async () => {
    const hash = await bring()
    const id = await person({ lastName: 'Portraiturée', photo: hash })
    const query = { columns: 'lastName,photo', search: 'portraituree' }
    const { rows } = (await ann.call(listRecords, { params: { entity: 'contact' }, query })).result
    expect(rows).toMatchObject([{ id, values: { photo: hash } }])
    const found = await ann.call(suggestRecords, { params: { entity: 'contact' }, query: { text: 'portraituree' } })
    expect(found.result).toMatchObject([{ id, photo: hash }])
    const count = async (operator: 'isEmpty' | 'isNotEmpty') => {
      const filter = {
        all: [
          { field: 'lastName', operator: 'equals', value: 'Portraiturée' },
          { field: 'photo', operator },
        ],
      }
      return (await ann.call(countRecords, { params: { entity: 'contact' }, query: { filter } })).result.total
    }
    expect([await count('isEmpty'), await count('isNotEmpty')]).toEqual([0, 1])
  })

  it('is changed in the history, and undone', async () => {
    const [one, two] = [await bring(), await bring()]
    const id = await person({ photo: one })
    const { changeSet } = (await save(id, { photo: two })).result
    const { entries } = (await ann.call(getHistory, at(id))).result
    expect(entries[0]?.fields).toEqual({ photo: [one, two] })
    await undo(changeSet)
    expect((await read(id)).values['photo']).toBe(one)
    await save(id, { photo: null })
    expect((await read(id)).values['photo']).toBeNull()
  })

  it('goes with the one that stays of a merge, and comes back from the bin', async () => {
    const hash = await bring()
    const [plain, pictured] = [await person({ email1: 'a@b.test', position: 'Chef' }), await person({ photo: hash })]
    const records = [
      { id: plain, version: 1 },
      { id: pictured, version: 1 },
    ]
    await ann.call(mergeRecords, { body: { entity: 'contact', survivor: plain, records } })
    const { version, values } = await read(plain)
    expect(values['photo']).toBe(hash)
    await ann.call(deleteRecord, { ...at(plain), query: { version } })
    expect(await seen(hash)).toBe(200)
    await ann.call(restoreDeleted, at(plain))
    expect((await read(plain)).values['photo']).toBe(hash)
  })
})

describe('a photo of somebody hidden', () => {
  it('is as good as absent: shown, put on another contact, brought by somebody else', async () => {
    const bytes = pngPicture(64, 64, [200, 100, 50])
    const { hash } = await bringPicture(server, ann, bytes)
    const id = await person({ lastName: 'Cachée', photo: hash })
    expect(await seen(hash, bob)).toBe(200)
    await restrict(server, 'contact', id, { users: [ann.id] })
    const absent = 'a'.repeat(64)
    expect([await seen(hash, bob), await seen(absent, bob)]).toEqual([404, 404])
    const other = await person()
    const refused = async (photo: string) => JSON.stringify((await save(other, { photo }, bob)).problem['faults'])
    expect(await refused(hash)).toBe(await refused(absent))
    expect(await refused(hash)).toContain('picture-unknown')
    expect(await bringPicture(server, bob, bytes)).toMatchObject({ status: 200, hash })
    expect([await seen(hash, bob), (await save(other, { photo: hash }, bob)).status]).toEqual([200, 200])
  })
})

describe('pictures that nobody has', () => {
  const isThere = async (hash: string) =>
    (await rowsOf(server.pool, sql`select from picture where hash = ${hash}`)).length
  const aWeekLater = async () => {
    await execute(server.pool, sql`update picture set added_at = added_at - interval '9 days'`)
    await execute(server.pool, sql`update picture_upload set at = at - interval '9 days'`)
    await dropUnusedPictures(server.pool)
  }

  it('go after a week; those that a contact or a history has stay as long as these do', async () => {
    const [unused, held, former] = [await bring(), await bring(), await bring()]
    const id = await person({ photo: former })
    await save(id, { photo: held })
    await dropUnusedPictures(server.pool)
    expect(await isThere(unused)).toBe(1)
    await aWeekLater()
    expect([await isThere(unused), await isThere(held), await isThere(former)]).toEqual([0, 1, 1])
    // The retention forgot what was.
    await execute(server.pool, sql`delete from change where subject_id = ${id}`)
    await aWeekLater()
    expect([await isThere(held), await isThere(former)]).toEqual([1, 0])
  })

  it('cannot be put on a contact any more', async () => {
    const hash = await bring()
    await aWeekLater()
    const { status, problem } = await save(await person(), { photo: hash })
    expect([status, (problem['faults'] as { code: string }[])[0]?.code]).toEqual([422, 'picture-unknown'])
  })
})

it('is in a backup', async () => {
  const hash = await bring()
  const id = await person({ photo: hash })
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  const copy = await testDatabase()
  try {
    await writeBackup(server.pool, join(directory, 'backup'))
    await restoreBackup(copy.pool, join(directory, 'backup'))
    const rows = await rowsOf<{ length: number }>(
      copy.pool,
      sql`select length(picture.bytes) as length from picture join contact on contact.photo = picture.hash where contact.id = ${id}`,
    )
    expect(rows[0]?.length).toBeGreaterThan(100)
  } finally {
    await copy.close()
    await rm(directory, { recursive: true, force: true })
  }
})

describe('cards', () => {
  const card = (lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'ORG:Studio', 'END:VCARD', ''].join('\r\n')
  const photosOf = async (lastName: string) =>
    (
      await rowsOf<{ photo: string | null }>(
        server.pool,
        sql`select photo from contact where last_name = ${lastName} order by id`,
      )
    ).map(({ photo }) => photo)
  const importCards = (bytes: string | Uint8Array) => importFile(server.pool, systemActor, { entity: 'contact', bytes })

  it.each(['3.0', '4.0'] as const)('of version %s carry the photo; untouched they change nothing', async (version) => {
    const bytes = pngPicture(90, 90, [version === '3.0' ? 1 : 2, 200, 3])
    const { hash } = await bringPicture(server, ann, bytes)
    const id = await person({ lastName: `Carte ${version}`, photo: hash })
    const request = { entity: 'contact', format: 'vcf', vcardVersion: version, ids: [id] } satisfies ExportRequest
    const file = await exportFile(server.pool, systemActor, request)
    expect(file.toString()).toMatch(
      version === '3.0' ? /^PHOTO;ENCODING=b;TYPE=PNG:/m : /^PHOTO:data:image\/png;base64,/m,
    )
    expect(
      file
        .toString()
        .split('\r\n')
        .every((line) => line.length <= 75),
    ).toBe(true)
    expect((await importCards(file)).changeSet).toBeNull()
    await save(id, { photo: null })
    const since = await importCards(file)
    expect([since.changeSet, (await read(id)).values['photo']]).toEqual([null, null])
  })

  it('of other programs bring theirs, in the ways of all versions; what is elsewhere is not asked for', async () => {
    const letters = (shade: number) => pngPicture(48, 48, [7, 7, shade]).toString('base64')
    const folded = (text: string) => text.match(/.{1,70}/g)!.join('\r\n ')
    await importCards(
      [
        card(['N:Deux;A', `PHOTO;ENCODING=BASE64;PNG:\r\n ${folded(letters(1))}\r\n`]),
        card(['N:Trois;B', folded(`PHOTO;ENCODING=b;TYPE=PNG:${letters(2)}`)]),
        card(['N:Quatre;C', folded(`PHOTO:data:image/png;base64,${letters(3)}`)]),
        card(['N:Ailleurs;D', 'PHOTO;VALUE=uri:http://127.0.0.1:1/photo.jpg']),
        card(['N:Abîmée;E', `PHOTO;ENCODING=b;TYPE=PNG:${letters(4).slice(0, 80)}`]),
      ].join(''),
    )
    const all = await Promise.all(['Deux', 'Trois', 'Quatre', 'Ailleurs', 'Abîmée'].map(photosOf))
    expect(all.map((photos) => photos.map((photo) => photo?.length ?? null))).toEqual([
      [64],
      [64],
      [64],
      [null],
      [null],
    ])
    expect(new Set(all.slice(0, 3).flat()).size).toBe(3)
  })
})

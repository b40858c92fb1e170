/** Recurring imports from an SFTP server (IM-18): a pinned key, files that stay and are remembered or are put away, and mails on the result. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  changeImportSource,
  getImportSource,
  listImportSourceRuns,
  listImportSources,
  runImportSource,
  testImportSource,
  type SourceBody,
} from '../../src/shared/contract/import-source.contract.ts'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import { listMails, saveMailSettings } from '../../src/shared/contract/mail.contract.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, noLimits, runOnce, savedMapping } from '../factories/import-source.ts'
import { workingServer } from '../factories/journal.ts'
import { createUser, type User } from '../factories/user.ts'
import { mailServer } from '../mail-server.ts'
import { newKey, sftpServer, type SftpServer } from '../sftp-server.ts'
import { testServer, type TestServer } from '../test-server.ts'

let directory: string
let sftp: SftpServer
let server: TestServer
let clerk: User
let mapping: number

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rafale-sftp-'))
  await mkdir(join(directory, 'out'))
  sftp = await sftpServer(directory)
  server = await testServer()
  clerk = await createUser(server, { role: 'sales-administrator', email: 'agnes@exemple.fr', language: 'fr' })
  mapping = await savedMapping(server, clerk)
})
afterEach(async () => {
  await server.close()
  await sftp.close()
  await rm(directory, { recursive: true, force: true })
})

const drop = (name: string, text: string) => writeFile(join(directory, 'out', name), text)
const place = (given: object = {}) =>
  ({
    kind: 'sftp',
    host: '127.0.0.1',
    port: sftp.port,
    user: 'erp',
    directory: '/out',
    ...given,
  }) as SourceBody['place']
const create = (given: Partial<SourceBody> = {}) =>
  createSource(clerk, { mapping, place: place(), password: 's3cret', ...given })
const get = async (id: number) => (await clerk.call(getImportSource, { params: { id } })).result
const test = (id: number) => clerk.call(testImportSource, { params: { id } })
const change = (id: number, body: object) => clerk.call(changeImportSource, { params: { id }, body })
const filesOf = async (id: number) =>
  (await clerk.call(listImportSourceRuns, { params: { id } })).result.runs.flatMap(({ files }) => files)

describe('an SFTP server', () => {
  it('is not trusted before it was tested; the test keeps the fingerprint of its key and shows it', async () => {
    const { id } = await create()
    await drop('a.csv', lines('A1;Un;Nantes'))
    await expect(runOnce(server, id)).rejects.toThrow('source-not-tested')
    expect(sftp.logins).toBe(0)
    const { result } = await test(id)
    expect(result).toMatchObject({ isHostKeyNew: true, files: [{ name: 'a.csv', state: 'new' }], total: 1 })
    expect(result.hostKey).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
    expect(await get(id)).toMatchObject({ place: { hostKey: result.hostKey }, secret: 'password', trouble: null })
    expect((await test(id)).result.isHostKeyNew).toBe(false)
    expect(await readdir(join(directory, 'out'))).toEqual(['a.csv'])
  })

  it('with another key is refused before anything is sent to it, until the fingerprint is forgotten', async () => {
    const { id } = await create()
    const pinned = (await test(id)).result.hostKey
    const { port } = sftp
    await sftp.close()
    sftp = await sftpServer(directory, { port, hostKey: newKey().private })
    const { problem } = await test(id)
    expect(problem).toMatchObject({ status: 502, code: 'source-host-key-changed' })
    expect(problem.detail).toContain(pinned)
    await expect(runOnce(server, id)).rejects.toThrow('source-host-key-changed')
    expect(sftp.logins).toBe(0)
    expect(await get(id)).toMatchObject({ isActive: false, trouble: { code: 'source-host-key-changed' } })
    await change(id, { place: place({ hostKey: null }), isActive: true })
    expect((await test(id)).result).toMatchObject({ isHostKeyNew: true })
    expect(await runOnce(server, id)).toMatchObject({ taken: 0 })
  })

  it('keeps its files, each taken once and remembered', async () => {
    const { id } = await create()
    await test(id)
    await drop('a.csv', lines('A1;Un;Nantes'))
    expect(await runOnce(server, id)).toEqual({ taken: 1, applied: 1, growing: 0 })
    expect(await runOnce(server, id)).toEqual({ taken: 0, applied: 0, growing: 0 })
    expect((await test(id)).result.files).toMatchObject([{ name: 'a.csv', state: 'known' }])
    await drop('a.csv', lines('A1;Un;Nantes', 'A2;Deux;Brest'))
    expect(await runOnce(server, id)).toMatchObject({ applied: 1 })
    await drop('copy.csv', lines('A1;Un;Nantes'))
    expect(await runOnce(server, id)).toMatchObject({ taken: 1, applied: 0 })
    expect((await filesOf(id)).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['copy.csv', 'known'],
      ['a.csv', 'applied'],
      ['a.csv', 'applied'],
    ])
    expect((await readdir(directory, { recursive: true })).sort()).toEqual(['out', 'out/a.csv', 'out/copy.csv'])
  })

  it('lets files be put away where it is so wished, also with a key', async () => {
    const key = newKey('phrase')
    await sftp.close()
    sftp = await sftpServer(directory, { publicKey: key.public })
    const { id } = await create({
      place: place({ moves: true }),
      password: undefined,
      privateKey: key.private,
      passphrase: 'phrase',
    })
    expect((await get(id)).secret).toBe('key')
    await test(id)
    await drop('a.csv', lines('A1;Un;Nantes'))
    await drop('b.csv', '')
    expect(await runOnce(server, id)).toMatchObject({ taken: 2, applied: 1 })
    expect(
      (await readdir(join(directory, 'out'), { recursive: true }))
        .map((name) => name.replace(/\d{8}T\d{9}/, 'T'))
        .sort(),
    ).toEqual(['done', 'done/T-a.csv', 'refused', 'refused/T-b.csv'])
    await change(id, { privateKey: 'no key at all', passphrase: '' })
    expect((await test(id)).problem.code).toBe('source-key-unreadable')
  })

  it('that goes away while a file is read, or cannot be reached, loses nothing', async () => {
    const { id } = await create()
    await test(id)
    await drop('a.csv', lines(...Array.from({ length: 20_000 }, (_, at) => `A${at};Nom ${at};Nantes`)))
    const { port, hostKey } = sftp
    sftp.onRead = async () => {
      sftp.onRead = undefined
      void sftp.close()
    }
    await expect(runOnce(server, id)).rejects.toThrow('source-unreachable')
    await expect(runOnce(server, id)).rejects.toThrow('source-unreachable')
    expect(await get(id)).toMatchObject({ isActive: true, trouble: { code: 'source-unreachable' }, lastFile: null })
    sftp = await sftpServer(directory, { port, hostKey })
    expect(await runOnce(server, id)).toMatchObject({ applied: 1 })
    expect((await get(id)).trouble).toBeNull()
    const { n } = await onlyRow<{ n: number }>(server.pool, sql`select count(*) as n from company`)
    expect(n).toBe(20_000)
    await change(id, { password: 'wrong' })
    expect((await test(id)).problem).toMatchObject({ code: 'source-refused', status: 502 })
    await change(id, { place: place({ directory: '/nowhere' }), password: 's3cret' })
    expect((await test(id)).problem.code).toBe('source-folder-missing')
  })
})

describe('a password or key', () => {
  it('is in no answer and no log, and goes to no other server or user', async () => {
    const secret = 'zq-Secret-77'
    const { id } = await create({ password: secret })
    const told = [
      await clerk.call(listImportSources),
      await clerk.call(getImportSource, { params: { id } }),
      await change(id, { name: 'Renommée' }),
      await test(id),
      await (await createUser(server)).call(listAuditEvents),
    ]
    expect(JSON.stringify(told.map(({ result }) => result))).not.toContain(secret)
    expect(JSON.stringify(told[4]?.result)).toContain('import-source-changed')
    expect((await get(id)).secret).toBe('password')
    await change(id, { place: place({ user: 'other' }) })
    expect((await get(id)).secret).toBe('none')
    await change(id, { place: place(), password: secret })
    await test(id)
    expect((await change(id, { place: place({ host: 'localhost' }) })).result).toMatchObject({
      secret: 'none',
      place: { hostKey: null },
    })
  })

  it('is forgotten when the source becomes a folder', async () => {
    const watching = await testServer({ RAFALE_WATCH_DIR: directory })
    const user = await createUser(watching, { role: 'sales-administrator' })
    const { id } = await createSource(user, {
      mapping: await savedMapping(watching, user),
      place: place(),
      password: 's3cret',
    })
    const stored = () => onlyRow<{ secret: string | null }>(watching.pool, sql`select secret from import_source`)
    expect((await stored()).secret).toMatch(/^sealed:1:/)
    await user.call(changeImportSource, { params: { id }, body: { place: { kind: 'folder', path: 'out' } } })
    expect((await stored()).secret).toBeNull()
    await watching.close()
  })
})

it(
  'by the clock and by hand, as jobs, with mails on the result in the language of each',
  { timeout: 120_000 },
  async () => {
    const { server: working, close } = await workingServer()
    const smtp = await mailServer()
    try {
      const agnes = await createUser(working, {
        role: 'sales-administrator',
        email: 'agnes@exemple.fr',
        language: 'fr',
      })
      const admin = await createUser(working, { email: 'admin@exemple.fr' })
      const settings = {
        host: '127.0.0.1',
        port: smtp.port,
        security: 'none',
        user: null,
        from: 'Rafale <crm@rafale.test>',
        address: 'https://crm.rafale.test',
      } as const
      await admin.call(saveMailSettings, { body: settings })
      const { id } = await createSource(agnes, {
        mapping: await savedMapping(working, agnes),
        name: 'Clients ERP',
        place: place(),
        password: 's3cret',
        mailTo: ['admin@exemple.fr'],
        limits: { ...noLimits, creations: { value: 2, unit: 'count' } },
        holdsAfterStop: false,
      })
      await agnes.call(testImportSource, { params: { id } })
      await drop('1.csv', lines('A1;Un;Nantes', 'A2;Deux;Nantes'))
      expect((await agnes.call(runImportSource, { params: { id } })).result).toMatchObject({ isRunning: true })
      expect((await agnes.call(runImportSource, { params: { id } })).problem.code).toBe('source-running')
      const good = await smtp.arrived('admin@exemple.fr')
      expect(good.subject).toBe('Rafale · Clients ERP: 1 file imported')
      expect(good.text).toContain('1.csv: imported\nRows: 2 read, 2 created, 0 updated, 0 unchanged, 0 refused')
      expect(good.text).toContain(`https://crm.rafale.test/imports/sources/${id}`)
      expect(smtp.mails).toHaveLength(1)

      await drop('2.csv', lines('B1;Un;Nantes', 'B2;Deux;Nantes', 'B3;Trois;Nantes'))
      await execute(working.pool, sql`update import_source set next_run_at = now() where id = ${id}`)
      // The chore of the minute, asked for now.
      await working.pool.query(`select graphile_worker.add_job('start-sources')`)
      const stopped = await smtp.arrived('agnes@exemple.fr')
      expect(stopped.subject).toBe('Rafale · Clients ERP : 1 fichier à examiner')
      expect(stopped.text).toContain(
        '2.csv : arrêté, à examiner dans l’assistant\n- 3 créations : plus que la limite de la source (2).\nPrévu, non écrit : 3 lues, 3 créées',
      )
      expect(stopped.text).toMatch(/https:\/\/crm\.rafale\.test\/imports\/\d+/)
      const mails = (await admin.call(listMails)).result.mails
      expect(mails.map(({ to }) => to).sort()).toEqual(['admin@exemple.fr', 'admin@exemple.fr', 'agnes@exemple.fr'])
      expect(
        (await agnes.call(listImportSourceRuns, { params: { id } })).result.runs.map(({ trigger }) => trigger),
      ).toEqual(['clock', 'hand'])
    } finally {
      await close()
      await smtp.close()
    }
  },
)

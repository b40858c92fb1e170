/** Backups that the server keeps: by hand and by the clock, their files, and how the installation is told to be. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import * as backups from '../../src/shared/contract/backup.contract.ts'
import { listNotices } from '../../src/shared/contract/notice.contract.ts'
import { getSystem } from '../../src/shared/contract/system.contract.ts'
import { noticeText } from '../../src/shared/notices/notice-text.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import { backupName } from '../../src/server/backup/backup-directory.ts'
import { startDueBackup } from '../../src/server/backup/make-backup.ts'
import { restoreBackup } from '../../src/server/backup/restore-backup.ts'
import { loadDemo } from '../../src/server/demo/load-demo.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { version } from '../../src/server/platform/version.ts'
import { testDatabase } from '../database.ts'
import { endedJob, workingServer } from '../factories/journal.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let directory: string
let server: TestServer
let admin: User
let close: () => Promise<void>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rafale-kept-'))
  const working = await workingServer({ RAFALE_DATA_DIR: directory })
  ;({ server, close } = working)
  admin = await createUser(server)
})
afterAll(async () => {
  await close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  await server.pool.query(`delete from setting where key = 'backup'`)
  await rm(kept(), { recursive: true, force: true })
})

const kept = () => join(directory, 'backups')
const list = async () => (await admin.call(backups.listBackups)).result
const until = async (isSo: () => Promise<boolean>) => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not come to pass')
}
const jobs = async () =>
  (await server.pool.query<{ state: string }>(`select state from job where kind = 'backup' order by id`)).rows
const make = async () => {
  const { result } = await admin.call(backups.createBackup)
  return { name: result.name, job: await endedJob(admin, result.job) }
}

describe('a backup by hand', () => {
  it('is made by a job, told under the bell, downloaded and restored elsewhere', async () => {
    await createCompany(admin, { name: 'Sauvée' })
    const { name, job } = await make()
    expect(job).toMatchObject({ state: 'done', kind: 'backup', subject: name })
    expect(await list()).toMatchObject({
      job: null,
      failure: null,
      directory: kept(),
      backups: [{ name, isDaily: false }],
    })
    expect((await stat(join(kept(), name))).mode & 0o777).toBe(0o600)
    expect((await stat(kept())).mode & 0o777).toBe(0o700)
    await until(async () => {
      const [notice] = (await admin.call(listNotices)).result.notices
      return notice !== undefined && noticeText(notice, 'fr').title === 'Sauvegarde terminée'
    })
    const [notice] = (await admin.call(listNotices)).result.notices
    expect(noticeText(notice!, 'fr').path).toBe('/administration/system')

    const answer = await server.server.inject({ url: `/api/v1/backups/${name}/file`, headers: admin.call.headers })
    expect(answer.headers['content-disposition']).toContain(name)
    const copy = join(directory, 'copy')
    await writeFile(copy, answer.rawPayload)
    const target = await testDatabase()
    await restoreBackup(target.pool, copy)
    expect((await target.pool.query('select name from company')).rows).toEqual([{ name: 'Sauvée' }])
    await target.close()

    expect((await admin.call(backups.deleteBackup, { params: { name } })).status).toBe(200)
    expect((await list()).backups).toEqual([])
    expect((await admin.call(backups.deleteBackup, { params: { name } })).problem.code).toBe('not-found')
    const { events } = (await admin.call(listAuditEvents)).result
    expect(events.slice(0, 3).map(({ action, detail }) => [action, detail['name']])).toEqual([
      ['backup-deleted', name],
      ['backup-downloaded', name],
      ['backup-asked', name],
    ])
  })

  it('nothing else that lies there, or beside it, can be downloaded or deleted', async () => {
    const { name } = await make()
    await writeFile(join(kept(), 'notes.txt'), 'x')
    await writeFile(join(kept(), `${name}.partial`), 'x')
    await writeFile(join(directory, 'secret.key'), 'x')
    expect((await list()).backups).toHaveLength(1)
    for (const other of ['notes.txt', `${name}.partial`, '..%2Fsecret.key', '../secret.key', '%2e%2e%2fsecret.key']) {
      const answer = await server.server.inject({ url: `/api/v1/backups/${other}/file`, headers: admin.call.headers })
      expect(answer.statusCode, other).toBe(404)
      const gone = await server.server.inject({
        method: 'DELETE',
        url: `/api/v1/backups/${other}`,
        headers: admin.call.headers,
      })
      expect(gone.statusCode, other).toBe(404)
    }
    expect((await readdir(kept())).sort()).toEqual(['notes.txt', name, `${name}.partial`].sort())
    // The next one takes away what a killed one left.
    await make()
    expect((await readdir(kept())).filter((one) => one.endsWith('.partial'))).toEqual([])
  })

  it('holds restricted records, so it is not for who may not see them', async () => {
    const { name } = await make()
    const others = (Object.keys(rights) as Right[]).filter((right) => right !== 'seeAll')
    const outsider = await createUser(server, { rights: others })
    const { problem } = await outsider.call(backups.downloadBackup, { params: { name } })
    expect(problem).toMatchObject({ status: 403, code: 'right-missing', params: { right: rights.seeAll.en } })
    expect((await outsider.call(backups.listBackups)).result.backups).toHaveLength(1)
  })

  it('is made one at a time', async () => {
    const still = await testServer({ RAFALE_DATA_DIR: directory })
    const user = await createUser(still)
    const answers = await Promise.all([user.call(backups.createBackup), user.call(backups.createBackup)])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('backup-running')
    expect((await user.call(backups.listBackups)).result.job).not.toBeNull()
    await still.close()
  })
})

describe('a backup every day', () => {
  const settings = { isDaily: true, at: '02:30', keep: 2 }
  /** The clock was looked at so long ago. */
  const lookedAt = (hours: number) =>
    server.pool.query(
      `update setting set value = jsonb_set(value, '{since}', to_jsonb(now() - make_interval(hours => $1))) where key = 'backup'`,
      [hours],
    )
  const ended = () => until(async () => (await jobs()).every(({ state }) => state === 'done' || state === 'failed'))

  it('is on unless somebody else keeps the database, and not made before its time', async () => {
    expect(await list()).toMatchObject({ settings: { isDaily: true, at: '02:30', keep: 7 }, timeZone: 'Europe/Paris' })
    const before = (await jobs()).length
    await startDueBackup(server.services)
    await startDueBackup(server.services)
    expect(await jobs()).toHaveLength(before)
    const config = { ...server.services.config, databaseUrl: 'postgres://elsewhere/rafale' }
    await server.pool.query(`delete from setting where key = 'backup'`)
    await startDueBackup({ ...server.services, config })
    expect((await list()).settings.isDaily).toBe(false)
  })

  it('is made once for all nights that were missed, by one of all nodes, and only so many are kept', async () => {
    await admin.call(backups.saveBackupSettings, { body: settings })
    const byHand = (await make()).name
    for (const day of ['01', '02', '03']) {
      const name = backupName(new Date(`2026-01-${day}T01:30:00.000Z`), { isDaily: true })
      await writeFile(join(kept(), name), 'older')
    }
    const before = (await jobs()).length
    await lookedAt(24 * 4)
    await Promise.all([1, 2, 3].map(() => startDueBackup(server.services)))
    await ended()
    await startDueBackup(server.services)
    expect(await jobs()).toHaveLength(before + 1)
    const left = (await list()).backups
    expect(left.filter(({ isDaily }) => !isDaily).map(({ name }) => name)).toEqual([byHand])
    const daily = left.filter(({ isDaily }) => isDaily)
    expect(daily).toHaveLength(2)
    expect(daily[1]?.name).toContain('20260103')
    expect(Date.parse((await list()).nextAt ?? '')).toBeGreaterThan(Date.now())
    expect((await admin.call(listAuditEvents)).result.events.map(({ action }) => action)).toContain(
      'backup-settings-changed',
    )
  })

  it('is not made when it is off', async () => {
    await admin.call(backups.saveBackupSettings, { body: { ...settings, isDaily: false } })
    const before = (await jobs()).length
    await lookedAt(24 * 4)
    await startDueBackup(server.services)
    expect(await jobs()).toHaveLength(before)
    expect((await list()).nextAt).toBeNull()
  })

  it('that cannot be written tells every administrator what to do', async () => {
    expect((await admin.call(backups.saveBackupSettings, { body: { ...settings, keep: 1000 } })).status).toBe(400)
    await admin.call(backups.saveBackupSettings, { body: settings })
    await writeFile(kept(), 'no directory')
    await lookedAt(24 * 2)
    await startDueBackup(server.services)
    await ended()
    const [notice] = (await admin.call(listNotices)).result.notices
    expect(noticeText(notice!, 'fr').title).toBe('Sauvegarde non effectuée')
    expect(notice?.detail).toContain('RAFALE_BACKUP_DIR')
    expect((await admin.call(backups.listBackups)).problem.code).toBe('backup-directory-closed')
    await rm(kept())
    expect((await list()).failure?.message).toContain('RAFALE_BACKUP_DIR')
    expect((await make()).job.state).toBe('done')
    expect((await list()).failure).toBeNull()
  })
})

describe('the state of the system', () => {
  it('tells versions, work, sizes, the key and sample data', async () => {
    const changeSet = await loadDemo(server.pool, systemActor, { companies: 5 })
    const { result } = await admin.call(getSystem)
    expect(result).toMatchObject({
      version,
      node: process.versions.node,
      database: { isEmbedded: true, version: expect.stringMatching(/^\d+\.\d+/) },
      worker: { state: 'here', waiting: 0, running: 0 },
      mails: { source: 'none', waiting: 0, failed: 0 },
      disk: { directory },
      secrets: { isKeyHere: true, unreadable: 0 },
      sampleData: [{ changeSet, companies: 5 }],
    })
    expect(result.database.bytes).toBeGreaterThan(1_000_000)
    expect(result.disk.totalBytes).toBeGreaterThan(result.disk.freeBytes)
    expect(result.migrations.last).toMatch(/^\d{4}-/)
  })
})

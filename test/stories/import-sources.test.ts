/**
 * Recurring imports from a watched folder (IM-18): files that lie there are imported by a saved mapping and put away;
 * growing, known and outside ones are not; limits stop an import and leave a draft; the owner and others are told.
 */
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  changeImportSource,
  createImportSource,
  deleteImportSource,
  getImportSource,
  listImportSourceRuns,
  listImportSources,
  listWatchFolders,
  runImportSource,
  testImportSource,
} from '../../src/shared/contract/import-source.contract.ts'
import { applyImport, deleteImport, getImport } from '../../src/shared/contract/import.contract.ts'
import { deleteMapping } from '../../src/shared/contract/import-mapping.contract.ts'
import { listNotices } from '../../src/shared/contract/notice.contract.ts'
import { listRestorePoints } from '../../src/shared/contract/change-set.contract.ts'
import { listRecords } from '../../src/shared/contract/record.contract.ts'
import { startDue } from '../../src/server/import/sources/start-due.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, noLimits, runOnce, savedMapping } from '../factories/import-source.ts'
import { importText } from '../factories/import-text.ts'
import { createCompany, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let root: string
let folder: string
let server: TestServer
let admin: User
let clerk: User
let mapping: number

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rafale-watch-'))
  folder = join(root, 'erp')
  await mkdir(folder)
  server = await testServer({ RAFALE_WATCH_DIR: root })
  admin = await createUser(server)
  clerk = await createUser(server, { role: 'sales-administrator', name: 'Agnès Roux' })
  mapping = await savedMapping(server, clerk)
})
afterEach(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
})

const drop = (name: string, text: string) => writeFile(join(folder, name), text)
const names = async () =>
  (await clerk.call(listRecords, { params: { entity: 'company' } })).result.rows
    .map(({ values }) => String(values['name']))
    .sort((one, other) => one.localeCompare(other))
const runs = async (id: number, user = clerk) => (await user.call(listImportSourceRuns, { params: { id } })).result.runs
const notices = async (user: User) => (await user.call(listNotices)).result.notices
const inShelf = async (shelf: string) =>
  (await readdir(join(folder, shelf)).catch(() => [])).map((name) => name.replace(/^\d{8}T\d{9}-/, '')).sort()

describe('files in a watched folder', () => {
  it('are imported oldest first, with a restore point, and put away with the time', async () => {
    const { id } = await createSource(clerk, { mapping, pattern: '*.csv' })
    await drop('b.csv', lines('A1;Ancien;Nantes'))
    await utimes(join(folder, 'b.csv'), 1_700_000_000, 1_700_000_000)
    await drop('a.csv', lines('A1;Nouveau;Rezé', 'A2;Autre;Brest'))
    await drop('notes.txt', 'nothing to import')
    expect(await runOnce(server, id)).toEqual({ taken: 2, applied: 2, growing: 0 })
    expect(await names()).toEqual(['Autre', 'Nouveau'])
    expect(await inShelf('done')).toEqual(['a.csv', 'b.csv'])
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['done', 'notes.txt']))
    const [run] = await runs(id)
    expect(run?.files.map(({ name, outcome, counts }) => [name, outcome, counts?.created, counts?.updated])).toEqual([
      ['b.csv', 'applied', 1, 0],
      ['a.csv', 'applied', 1, 1],
    ])
    const imported = (await clerk.call(getImport, { params: { id: run?.files[0]?.import ?? 0 } })).result
    expect(imported).toMatchObject({
      state: 'done',
      author: 'Agnès Roux',
      mapping: { id: mapping },
      settings: { note: 'ERP' },
    })
    const points = (await clerk.call(listRestorePoints)).result
    expect(JSON.stringify(points)).toContain('Import « a.csv »')
    expect((await clerk.call(getImportSource, { params: { id } })).result).toMatchObject({
      trouble: null,
      isRunning: false,
      lastFile: { name: 'a.csv', outcome: 'applied' },
    })
    // A run that finds nothing leaves nothing.
    expect(await runOnce(server, id)).toEqual({ taken: 0, applied: 0, growing: 0 })
    expect(await runs(id)).toHaveLength(1)
  })

  it('are left while they grow, and taken once they stay the same', async () => {
    const { id } = await createSource(clerk, { mapping })
    await drop('big.csv', lines('A1;Un;Nantes'))
    const growing = setInterval(() => void appendFile(join(folder, 'big.csv'), 'A9;Neuf;Brest\n'), 5)
    const first = await runOnce(server, id)
    clearInterval(growing)
    await sleep(20)
    expect(first).toEqual({ taken: 0, applied: 0, growing: 1 })
    expect(await names()).toEqual([])
    // It does not wait for tomorrow morning.
    const { nextRunAt } = (await clerk.call(getImportSource, { params: { id } })).result
    expect(new Date(nextRunAt ?? 0).getTime()).toBeLessThan(Date.now() + 61_000)
    expect(await runOnce(server, id)).toMatchObject({ taken: 1, applied: 1 })
  })

  it('of the same content are told and not imported again, by whatever name', async () => {
    const { id } = await createSource(clerk, { mapping })
    await drop('monday.csv', lines('A1;Un;Nantes'))
    await runOnce(server, id)
    const [{ id: company, version } = { id: 0, version: 0 }] = (
      await clerk.call(listRecords, { params: { entity: 'company' } })
    ).result.rows as { id: number; version: number }[]
    expect(company).toBeGreaterThan(0)
    expect(version).toBeGreaterThan(0)
    const sets = () => onlyRow<{ n: number }>(server.pool, sql`select count(*) as n from change_set`)
    const before = await sets()
    await drop('tuesday.csv', lines('A1;Un;Nantes'))
    expect(await runOnce(server, id)).toEqual({ taken: 1, applied: 0, growing: 0 })
    expect(await sets()).toEqual(before)
    expect(await inShelf('refused')).toEqual(['tuesday.csv'])
    const [run] = await runs(id)
    expect(run?.files).toMatchObject([{ outcome: 'known', reasons: [{ code: 'source-file-known' }] }])
    expect((await notices(clerk))[0]).toMatchObject({ kind: 'source-failed', source: id })
  })

  it('that cannot be read are refused with the reason, and keep no other from being taken', async () => {
    const { id } = await createSource(clerk, { mapping })
    await writeFile(join(folder, '1.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 3]))
    await drop('2.csv', '')
    await drop('3.csv', lines('A1;Un;Nantes'))
    expect(await runOnce(server, id)).toMatchObject({ taken: 3, applied: 1 })
    const [run] = await runs(id)
    expect(run?.files.map(({ name, outcome, reasons }) => [name, outcome, reasons.map(({ code }) => code)])).toEqual([
      ['1.csv', 'refused', ['file-damaged']],
      ['2.csv', 'refused', ['file-empty']],
      ['3.csv', 'applied', []],
    ])
    expect(await inShelf('refused')).toEqual(['1.csv', '2.csv'])
  })

  it('are taken with what a test says, and a test changes nothing', async () => {
    const { id } = await createSource(clerk, { mapping, pattern: '*.csv' })
    await drop('a.csv', lines('A1;Un;Nantes'))
    await drop('a.txt', 'x')
    await symlink(join(folder, 'a.txt'), join(folder, 'link.csv'))
    const { status, result } = await clerk.call(testImportSource, { params: { id } })
    expect(status).toBe(200)
    expect(
      result.files.map(({ name, state }) => [name, state]).sort(([one = ''], [other = '']) => one.localeCompare(other)),
    ).toEqual([
      ['a.csv', 'new'],
      ['a.txt', 'other'],
      ['link.csv', 'link'],
    ])
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'a.txt', 'link.csv'])
    expect(await runs(id)).toEqual([])
    expect(await names()).toEqual([])
  })
})

describe('nothing outside the folder that the operator opened', () => {
  it('can be named, nor reached through a link', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'rafale-outside-'))
    await writeFile(join(outside, 'secret.csv'), lines('X1;Secret;Nantes'))
    await symlink(outside, join(root, 'way-out'))
    for (const path of ['..', '../', '/etc', outside, 'erp/../..', 'way-out', `${root}-other`]) {
      const body = {
        name: 'Out',
        entity: 'company',
        place: { kind: 'folder', path },
        mapping,
        schedule: { kind: 'every', minutes: 5 },
        limits: noLimits,
      } as const
      const { status, problem } = await clerk.call(createImportSource, { body: body as never })
      expect([path, status, problem.code]).toEqual([path, 422, 'source-folder-outside'])
    }
    const missing = await clerk.call(createImportSource, {
      body: {
        name: 'No',
        entity: 'company',
        place: { kind: 'folder', path: 'nowhere' },
        mapping,
        schedule: { kind: 'every', minutes: 5 },
        limits: noLimits,
      } as never,
    })
    expect(missing.problem.code).toBe('source-folder-missing')
    // A link to a file is left alone; a folder that becomes a link later on stops the source.
    const { id } = await createSource(clerk, { mapping })
    await symlink(join(outside, 'secret.csv'), join(folder, 'secret.csv'))
    expect(await runOnce(server, id)).toMatchObject({ taken: 0 })
    await rm(folder, { recursive: true })
    await symlink(outside, folder)
    await expect(runOnce(server, id)).rejects.toThrow('source-folder-outside')
    expect(await names()).toEqual([])
    expect(await readdir(outside)).toEqual(['secret.csv'])
    expect((await clerk.call(getImportSource, { params: { id } })).result).toMatchObject({
      isActive: false,
      trouble: { code: 'source-folder-outside' },
    })
    // Nor is anything put away through one.
    await rm(folder)
    await mkdir(folder)
    await symlink(outside, join(folder, 'done'))
    await drop('a.csv', lines('A1;Un;Nantes'))
    await expect(runOnce(server, id)).rejects.toThrow('source-cannot-move')
    expect(await readdir(outside)).toEqual(['secret.csv'])
    expect(await names()).toEqual(['Un'])
    // It stays where it lies and is not imported twice.
    await expect(runOnce(server, id)).rejects.toThrow('source-cannot-move')
    expect((await runs(id)).flatMap(({ files }) => files)).toHaveLength(1)
    await rm(outside, { recursive: true })
  })

  it('is offered, and nothing at all without the setting', async () => {
    await mkdir(join(root, 'erp', 'clients'))
    await mkdir(join(root, 'erp', 'done'))
    expect((await clerk.call(listWatchFolders)).result).toEqual({ isSet: true, folders: ['erp', 'erp/clients'] })
    const { id } = await createSource(clerk, { mapping, place: { kind: 'folder', path: join(root, 'erp', 'clients') } })
    expect((await clerk.call(getImportSource, { params: { id } })).result.place).toEqual({
      kind: 'folder',
      path: 'erp/clients',
    })
    const closed = await testServer()
    const other = await createUser(closed, { role: 'sales-administrator' })
    expect((await other.call(listWatchFolders)).result).toEqual({ isSet: false, folders: [] })
    const { problem } = await other.call(createImportSource, {
      body: {
        name: 'No',
        entity: 'company',
        place: { kind: 'folder', path: root },
        mapping: await savedMapping(closed, other),
        schedule: { kind: 'every', minutes: 5 },
        limits: noLimits,
      } as never,
    })
    expect(problem.code).toBe('source-folder-not-set')
    await closed.close()
  })
})

describe('a limit', () => {
  const stopped = async (id: number) => {
    const [run] = await runs(id)
    const file = run?.files.at(-1)
    return { outcome: file?.outcome, reasons: file?.reasons.map(({ code }) => code), import: file?.import ?? 0 }
  }

  it('of creations leaves a draft, told by bell; the files after it wait until it is seen to', async () => {
    const limits = { ...noLimits, creations: { value: 2, unit: 'count' as const } }
    const { id } = await createSource(clerk, { mapping, limits })
    await drop('1.csv', lines('A1;Un;Nantes', 'A2;Deux;Nantes', 'A3;Trois;Nantes'))
    await runOnce(server, id)
    const { import: draft, ...said } = await stopped(id)
    expect(said).toEqual({ outcome: 'stopped', reasons: ['source-limit-creations'] })
    expect(await names()).toEqual([])
    expect(await inShelf('refused')).toEqual(['1.csv'])
    expect((await clerk.call(getImport, { params: { id: draft } })).result).toMatchObject({
      state: 'planned',
      recap: { created: 3 },
      error: { code: 'source-limit-creations', message: '3 creations: more than the limit of the source (2).' },
    })
    expect((await notices(clerk))[0]).toMatchObject({ kind: 'source-stopped', importId: draft, subject: 'ERP' })

    await drop('2.csv', lines('B1;Bé;Nantes'))
    await expect(runOnce(server, id)).rejects.toThrow('source-waits')
    await expect(runOnce(server, id)).rejects.toThrow('source-waits')
    expect((await notices(clerk)).filter(({ kind }) => kind === 'source-failed')).toHaveLength(1)
    // The same again and again is one line of the history.
    expect(await runs(id)).toHaveLength(2)
    // The very same content is not taken again while its draft waits; deleted, it is.
    expect((await clerk.call(deleteImport, { params: { id: draft } })).status).toBe(200)
    expect(await runOnce(server, id)).toMatchObject({ applied: 1 })
    expect(await names()).toEqual(['Bé'])
    await drop('1-again.csv', lines('A1;Un;Nantes', 'A2;Deux;Nantes', 'A3;Trois;Nantes'))
    await runOnce(server, id)
    expect((await stopped(id)).outcome).toBe('stopped')
    // Imported by hand, it no longer holds the others up.
    expect((await clerk.call(applyImport, { params: { id: (await stopped(id)).import }, body: {} })).status).toBe(200)
  })

  it('as a share, of updates, of refused rows, of headers', async () => {
    const { id } = await createSource(clerk, { mapping, holdsAfterStop: false })
    await drop('0.csv', lines('A1;Un;Nantes', 'A2;Deux;Nantes', 'A3;Trois;Nantes', 'A4;Quatre;Nantes'))
    await runOnce(server, id)
    const attempt = async (limits: Partial<typeof noLimits> | object, name: string, text: string) => {
      await clerk.call(changeImportSource, { params: { id }, body: { limits: { ...noLimits, ...limits } } })
      await drop(name, text)
      await runOnce(server, id)
      return (await stopped(id)).reasons
    }
    const half = { value: 50, unit: 'percent' }
    const two = lines('A1;Uno;Nantes', 'A2;Due;Nantes', 'A3;Trois;Nantes', 'A4;Quatre;Nantes')
    const three = lines('A1;Uno;Nantes', 'A2;Due;Nantes', 'A3;Tre;Nantes', 'A4;Quatre;Nantes')
    expect(await attempt({ updates: half }, '1.csv', three)).toEqual(['source-limit-updates'])
    expect(await attempt({ updates: half }, '2.csv', two)).toEqual([])
    expect(
      await attempt({ refused: { value: 0, unit: 'count' } }, '3.csv', lines('Z9;;Nantes', 'A1;Un;Nantes')),
    ).toEqual(['source-limit-refused'])
    const renamed = 'Code;Nom;Commune\nA1;Eins;Rezé\n'
    expect(await attempt({}, '4.csv', renamed)).toEqual(['source-header-added', 'source-header-gone'])
    expect((await runs(id))[0]?.files[0]?.reasons.map(({ message }) => message)).toEqual([
      'Headers that appeared since the mapping was saved: Commune.',
      'Headers that are gone since the mapping was saved: Ville.',
    ])
    // Let through, what the mapping does not know is left out and not guessed.
    expect(await attempt({ headers: false }, '5.csv', 'Code;Nom;Alias\nA1;Zwei;Guessed\n')).toEqual([])
    const { rows } = (await clerk.call(listRecords, { params: { entity: 'company' }, query: { search: 'Zwei' } }))
      .result
    expect(rows[0]?.values['alias'] ?? null).toBeNull()
    expect(await attempt({ headers: true }, '6.csv', 'Ville;Nom;Code\nNantes;Un;A1\n')).toEqual([])
  })

  it('of deletions stands before anything is deleted, and must be there', async () => {
    const body = { mode: 'update-with-deletion' as const, name: 'Full', mapping, holdsAfterStop: false }
    await expect(createSource(clerk, body)).rejects.toThrow('source-limit-needed')
    const { id } = await createSource(clerk, {
      ...body,
      limits: { ...noLimits, deletions: { value: 15, unit: 'percent' } },
    })
    const all = Array.from({ length: 10 }, (_, at) => `A${at};Nom ${at};Nantes`)
    await importText(server.pool, { text: lines(...all), columns: ['company.code*', 'company.name', 'address.city'] })
    expect(await names()).toHaveLength(10)
    await drop('1.csv', lines(...all.slice(2)))
    await runOnce(server, id)
    expect((await stopped(id)).reasons).toEqual(['source-limit-deletions'])
    expect((await runs(id))[0]?.files[0]?.reasons[0]?.message).toBe(
      '2 (20 %) deletions: more than the limit of the source (15 %).',
    )
    expect(await names()).toHaveLength(10)
    await drop('2.csv', lines(...all.slice(1)))
    await runOnce(server, id)
    expect((await stopped(id)).outcome).toBe('applied')
    expect(await names()).toHaveLength(9)
    await drop('3.csv', lines('Z1;Nobody knows;Nantes'))
    await runOnce(server, id)
    expect((await stopped(id)).reasons).toContain('source-deletion-hindered')
    expect(await names()).toHaveLength(9)
  })

  it('of dates: where nothing says whether the day comes first, nobody is there to ask', async () => {
    const { id } = await createSource(clerk, { mapping, limits: { ...noLimits, headers: false } })
    await execute(
      server.pool,
      sql`update saved_mapping set settings = jsonb_set(settings, '{columns,2}', '{"header": "Ville", "target": "company.lastVisit", "isKey": false, "policy": "overwrite"}') where id = ${mapping}`,
    )
    await drop('1.csv', lines('A1;Un;05/06/2026', 'A2;Deux;07/08/2026'))
    await runOnce(server, id)
    expect((await stopped(id)).reasons).toEqual(['mapping-date-order-missing'])
    expect(await names()).toEqual([])
  })
})

describe('in whose name', () => {
  it('it imports is what he may see and do now: hidden records are left alone, and not told', async () => {
    const { id: hidden } = await createCompany(admin, { name: 'Cachée', code: 'H1' })
    await restrict(server, 'company', hidden, { users: [admin.id] })
    const { id } = await createSource(clerk, { mapping })
    await drop('1.csv', lines('H1;Écrasée;Nantes', 'A1;Un;Nantes'))
    await runOnce(server, id)
    const [run] = await runs(id)
    expect(run?.files[0]?.counts).toMatchObject({ read: 2, created: 1, refused: 1 })
    const { name } = await onlyRow<{ name: string }>(server.pool, sql`select name from company where id = ${hidden}`)
    expect(name).toBe('Cachée')
  })

  it('deactivated, the source is stopped and its owner told, or the administrators', async () => {
    const { id } = await createSource(clerk, { mapping })
    await drop('1.csv', lines('A1;Un;Nantes'))
    await execute(server.pool, sql`update app_user set is_active = false where id = ${clerk.id}`)
    await execute(server.pool, sql`update import_source set next_run_at = now()`)
    await startDue(server.services)
    expect((await admin.call(getImportSource, { params: { id } })).result).toMatchObject({
      isActive: false,
      isRunning: false,
      trouble: { code: 'source-user-gone' },
    })
    expect((await notices(admin))[0]).toMatchObject({ kind: 'source-failed', source: id })
    expect((await admin.call(runImportSource, { params: { id } })).problem.code).toBe('source-user-gone')
    expect(await readdir(folder)).toEqual(['1.csv'])
  })

  it('without the right to import any more, it is stopped', async () => {
    const rights = [
      'import.run',
      'import.source',
      'company.see',
      'company.edit',
      'contact.see',
      'contact.edit',
    ] as const
    const user = await createUser(server, { rights })
    const { id } = await createSource(user, { mapping })
    await drop('1.csv', lines('A1;Un;Nantes'))
    await execute(
      server.pool,
      sql`update role set rights = array_remove(rights, 'import.run') where code like 'role-%'`,
    )
    await expect(runOnce(server, id)).rejects.toThrow('source-user-lacks-right')
    expect((await admin.call(getImportSource, { params: { id } })).result.isActive).toBe(false)
    expect(await readdir(folder)).toEqual(['1.csv'])
  })

  it('only an administrator may let it import for somebody else; others see their own', async () => {
    const body = { name: 'Other', mapping, user: admin.id }
    await expect(createSource(clerk, body)).rejects.toThrow('source-user-not-allowed')
    const { id } = await createSource(admin, { name: 'Admin', mapping })
    const own = await createSource(admin, { name: 'For Agnès', mapping, user: clerk.id })
    expect(own).toMatchObject({ user: { name: 'Agnès Roux' }, owner: { id: admin.id } })
    expect((await clerk.call(listImportSources)).result.map(({ name }) => name)).toEqual(['For Agnès'])
    expect((await admin.call(listImportSources)).result.map(({ name }) => name)).toEqual(['Admin', 'For Agnès'])
    for (const endpoint of [
      getImportSource,
      testImportSource,
      runImportSource,
      listImportSourceRuns,
      deleteImportSource,
    ] as const) {
      expect((await clerk.call(endpoint as typeof getImportSource, { params: { id } })).status).toBe(404)
    }
    expect(
      (await clerk.call(changeImportSource, { params: { id: own.id }, body: { user: admin.id } })).problem.code,
    ).toBe('source-user-not-allowed')
  })
})

describe('a source', () => {
  it('of which the mapping is gone stops, once told', async () => {
    const { id } = await createSource(clerk, { mapping })
    await drop('1.csv', lines('A1;Un;Nantes'))
    await clerk.call(deleteMapping, { params: { id: mapping } })
    await expect(runOnce(server, id)).rejects.toThrow('source-mapping-gone')
    expect((await clerk.call(getImportSource, { params: { id } })).result).toMatchObject({
      isActive: false,
      mapping: null,
    })
    expect(await notices(clerk)).toHaveLength(1)
  })

  it('is changed in part, keeps the rest, has a name of its own and a moment to come', async () => {
    const { id } = await createSource(clerk, {
      mapping,
      pattern: '*.csv',
      mailTo: ['compta@exemple.fr'],
      isActive: false,
    })
    await createSource(clerk, { mapping, name: 'Autre' })
    const change = (body: object) => clerk.call(changeImportSource, { params: { id }, body })
    expect((await change({ name: 'CRM' })).result).toMatchObject({
      name: 'CRM',
      pattern: '*.csv',
      mailTo: ['compta@exemple.fr'],
      isActive: false,
    })
    expect((await change({ name: 'autre' })).problem.code).toBe('value-not-available')
    expect((await change({ schedule: { kind: 'cron', expression: '0 0 30 2 *' } })).problem.code).toBe(
      'source-schedule-invalid',
    )
    await admin.call(changeImportSource, { params: { id }, body: { pattern: '*.xlsx' } })
    expect((await clerk.call(getImportSource, { params: { id } })).result.owner).toMatchObject({ id: clerk.id })
    const { nextRunAt } = (await change({ schedule: { kind: 'daily', at: '05:30' }, timeZone: 'UTC' })).result
    expect(nextRunAt).toMatch(/T05:30:00/)
    expect((await clerk.call(deleteImportSource, { params: { id } })).status).toBe(200)
    expect((await clerk.call(getImportSource, { params: { id } })).status).toBe(404)
  })

  it('runs one at a time', async () => {
    const { id } = await createSource(clerk, { mapping })
    for (let at = 0; at < 5; at++) await drop(`${at}.csv`, lines(`A${at};Nom;Nantes`))
    const both = await Promise.allSettled([runOnce(server, id), runOnce(server, id)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(String((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason)).toContain(
      'source-running',
    )
    expect(await names()).toHaveLength(5)
  })

  it('that is renamed from under a run loses nothing', async () => {
    const { id } = await createSource(clerk, { mapping })
    await drop('1.csv', lines('A1;Un;Nantes'))
    await rename(join(folder, '1.csv'), join(folder, '2.csv'))
    expect(await runOnce(server, id)).toMatchObject({ applied: 1 })
  })
})

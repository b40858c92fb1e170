/**
 * Recurring imports from a watched folder (IM-18): files that lie there are imported by a saved mapping and put away;
 * growing, known and outside ones are not.
 */
import { appendFile, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import {
  createImportSource,
  getImportSource,
  listWatchFolders,
  testImportSource,
} from '../../src/shared/contract/import-source.contract.ts'
import { getImport } from '../../src/shared/contract/import.contract.ts'
import { listRestorePoints } from '../../src/shared/contract/change-set.contract.ts'
import { listRecords } from '../../src/shared/contract/record.contract.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, noLimits, runOnce, savedMapping } from '../factories/import-source.ts'
import { createUser } from '../factories/user.ts'
import { testServer } from '../test-server.ts'
import { watchedFolder } from '../factories/watched-folder.ts'

const here = watchedFolder()

describe('files in a watched folder', () => {
  it('are imported oldest first, with a restore point, and put away with the time', async () => {
    const { folder, server, clerk, mapping, drop, names, runs, inShelf } = here()
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
    const { folder, server, clerk, mapping, drop, names } = here()
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
    const { server, clerk, mapping, drop, runs, notices, inShelf } = here()
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
    const { folder, server, clerk, mapping, drop, runs, inShelf } = here()
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
    const { folder, clerk, mapping, drop, names, runs } = here()
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
    const { root, folder, server, clerk, mapping, drop, names, runs } = here()
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
    const { root, clerk, mapping } = here()
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

/** Sources of recurring imports (IM-18): in whose name they import, what stops them, how they are changed and run. */
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  changeImportSource,
  deleteImportSource,
  getImportSource,
  listImportSourceRuns,
  listImportSources,
  runImportSource,
  testImportSource,
} from '../../src/shared/contract/import-source.contract.ts'
import { deleteMapping } from '../../src/shared/contract/import-mapping.contract.ts'
import { startDue } from '../../src/server/import/sources/start-due.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, runOnce } from '../factories/import-source.ts'
import { createCompany, restrict } from '../factories/record.ts'
import { createUser } from '../factories/user.ts'
import { watchedFolder } from '../factories/watched-folder.ts'

const here = watchedFolder()

describe('in whose name', () => {
  it('it imports is what he may see and do now: hidden records are left alone, and not told', async () => {
    const { server, admin, clerk, mapping, drop, runs } = here()
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
    const { folder, server, admin, clerk, mapping, drop, notices } = here()
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
    const { folder, server, admin, mapping, drop } = here()
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
    const { admin, clerk, mapping } = here()
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
    const { server, clerk, mapping, drop, notices } = here()
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
    const { admin, clerk, mapping } = here()
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
    const { server, clerk, mapping, drop, names } = here()
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
    const { folder, server, clerk, mapping, drop } = here()
    const { id } = await createSource(clerk, { mapping })
    await drop('1.csv', lines('A1;Un;Nantes'))
    await rename(join(folder, '1.csv'), join(folder, '2.csv'))
    expect(await runOnce(server, id)).toMatchObject({ applied: 1 })
  })
})

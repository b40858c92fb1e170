/** A field made at run time is a field like any other at every door, and what it held survives its retirement and an undo (FC-3). */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { findField, setCustomFields } from '../../src/shared/catalogue/catalogue.ts'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import * as contract from '../../src/shared/contract/custom-field.contract.ts'
import { deleteRecord, getRecord, listRecords, updateRecord } from '../../src/shared/contract/record.contract.ts'
import { getLists } from '../../src/shared/contract/reference.contract.ts'
import { guessMapping } from '../../src/shared/import/guess-mapping.ts'
import { restoreBackup } from '../../src/server/backup/restore-backup.ts'
import { writeBackup } from '../../src/server/backup/write-backup.ts'
import { loadCustomFields } from '../../src/server/custom-fields/load-custom-fields.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { importText } from '../factories/import-text.ts'
import { draftJournal, endedJob, validated, workingServer } from '../factories/journal.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testDatabase } from '../database.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let close: () => Promise<void>
let ann: User

const fleet = {
  entity: 'company' as const,
  type: 'text' as const,
  tab: 'details' as const,
  label: { fr: 'Numéro de parc', en: 'Fleet number' },
  help: null,
  target: null,
  isRequired: false,
}

beforeAll(async () => {
  ;({ server, close } = await workingServer())
  ann = await createUser(server, { name: 'Ann' })
})
afterAll(async () => {
  await close()
  setCustomFields([])
})

type Body = z.infer<NonNullable<typeof contract.addCustomField.body>>
const add = (body: Partial<Body>) => ann.call(contract.addCustomField, { body: { values: [], ...fleet, ...body } })
const undo = async (changeSet: number, conflicts: 'keep' | 'revert' = 'keep') => {
  const { result } = await ann.call(undoChangeSet, { params: { id: changeSet }, body: { conflicts } })
  expect((await endedJob(ann, result.job)).state).toBe('done')
}
const company = async (id: number) => (await ann.call(getRecord, { params: { entity: 'company', id } })).result

describe('a field made at run time', () => {
  it('has a key made of its French label and a column of its type', async () => {
    const { result } = await add({})
    expect(result).toMatchObject({ key: 'xNumeroDeParc', isRetired: false })
    expect(findField('company', 'xNumeroDeParc')).toMatchObject({ column: 'x_numero_de_parc', isFiltered: true })
    const { type } = await onlyRow<{ type: string }>(
      server.pool,
      sql`select format_type(atttypid, atttypmod) as type from pg_attribute
           where attrelid = 'company'::regclass and attname = 'x_numero_de_parc'`,
    )
    expect(type).toBe('text')
  })

  it('of the same name, or by someone without the right, is refused', async () => {
    const same = await add({ label: { fr: 'NUMERO DE PARC', en: 'Other' } })
    expect(same.problem.code).toBe('custom-field-exists')
    const bob = await createUser(server, { rights: ['company.see', 'company.edit'] })
    const asked = await bob.call(contract.addCustomField, {
      body: { values: [], ...fleet, label: { fr: 'A', en: 'A' } },
    })
    expect(asked.problem.code).toBe('right-missing')
    expect((await bob.call(contract.getCustomFields)).result).toHaveLength(1)
  })

  it('is saved, filtered, imported by its label, changed by a journal, logged and undone', async () => {
    const { id } = await createCompany(ann, { name: 'Parc un', code: 'P1', xNumeroDeParc: '007' })
    expect((await company(id)).values['xNumeroDeParc']).toBe('007')
    const tooLong = await ann.call(updateRecord, {
      params: { entity: 'company', id },
      body: { version: (await company(id)).version, values: { xNumeroDeParc: 'x'.repeat(201) } },
    })
    expect(JSON.stringify(tooLong.problem)).toContain('value-too-long')

    const headers = ['Code client', 'Numéro de parc']
    const columns = headers.map((header, column) => ({ column, header, samples: [] }))
    expect(guessMapping('company', columns, new Map()).map(({ target }) => target)).toEqual([
      'company.code',
      'company.xNumeroDeParc',
    ])
    const before = await tableHash(server.pool)
    const { applied } = await importText(server.pool, {
      text: 'Code client;Numéro de parc\nP1;008\n',
      columns: ['company.code*', 'company.xNumeroDeParc'],
    })
    expect((await company(id)).values['xNumeroDeParc']).toBe('008')
    const filter = JSON.stringify({ all: [{ field: 'xNumeroDeParc', operator: 'equals', value: '008' }] })
    const found = await ann.call(listRecords, { params: { entity: 'company' }, query: { filter } })
    expect(found.result.rows.map((row) => row.id)).toEqual([id])

    const journal = await draftJournal(ann, { field: 'xNumeroDeParc', value: '009' }, [id])
    expect((await validated(ann, journal.number)).state).toBe('done')
    expect((await company(id)).values['xNumeroDeParc']).toBe('009')
    await undo(applied.changeSet!, 'revert')
    expect((await company(id)).values['xNumeroDeParc']).toBe('007')
    expect(await tableHash(server.pool)).toBe(before)
  })

  it('of choices has a list of its own', async () => {
    const { result } = await add({
      type: 'choices',
      label: { fr: 'Couleurs', en: 'Colours' },
      values: ['Rouge', 'Vert'],
    })
    const values = (await ann.call(getLists)).result.filter((one) => one.list === `custom.company.${result.key}`)
    expect(values.map(({ label }) => label.fr)).toEqual(['Rouge', 'Vert'])
    const { id } = await createCompany(ann, { name: 'Colorée', code: 'P2' })
    await importText(server.pool, {
      text: 'Code client;Couleurs\nP2;rouge|VERT\n',
      columns: ['company.code*', `company.${result.key}`],
    })
    expect((await company(id)).values[result.key]).toEqual(values.map((value) => value.id))
  })

  it('comes back from a backup, column and values', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rafale-custom-'))
    const target = await testDatabase()
    try {
      await writeBackup(server.pool, join(directory, 'a.rafale'))
      await restoreBackup(target.pool, join(directory, 'a.rafale'))
      expect(await tableHash(target.pool)).toBe(await tableHash(server.pool))
    } finally {
      await target.close()
      await rm(directory, { recursive: true })
    }
  })

  it('is hidden once retired; undoing a deletion still gives its value back, and so does taking it up again', async () => {
    const { id } = await createCompany(ann, { name: 'Gardée', code: 'P3', xNumeroDeParc: '333' })
    const custom = (await ann.call(contract.getCustomFields)).result.find(({ key }) => key === 'xNumeroDeParc')!
    const retire = (isRetired: boolean) =>
      ann.call(contract.changeCustomField, { params: { id: custom.id }, body: { isRetired } })
    await retire(true)
    const { version } = await company(id)
    const params = { entity: 'company' as const, id }
    const refused = await ann.call(updateRecord, { params, body: { version, values: { xNumeroDeParc: '4' } } })
    expect(refused.problem.code).toBe('field-unknown')
    const gone = await ann.call(deleteRecord, { params, query: { version } })
    await undo(gone.result.changeSet)
    await retire(false)
    expect((await company(id)).values['xNumeroDeParc']).toBe('333')
  })

  it('is known to another process once it has read the fields', async () => {
    setCustomFields([])
    expect(findField('company', 'xNumeroDeParc')).toBeUndefined()
    await loadCustomFields(server.pool)
    expect(findField('company', 'xNumeroDeParc')).toBeDefined()
  })
})

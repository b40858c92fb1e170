/** The limits of recurring imports (IM-18): what is beyond one stops before anything is written, and leaves a draft. */
import { describe, expect, it } from 'vitest'
import { changeImportSource } from '../../src/shared/contract/import-source.contract.ts'
import { applyImport, deleteImport, getImport } from '../../src/shared/contract/import.contract.ts'
import { listRecords } from '../../src/shared/contract/record.contract.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { createSource, lines, noLimits, runOnce } from '../factories/import-source.ts'
import { importText } from '../factories/import-text.ts'
import { watchedFolder } from '../factories/watched-folder.ts'

const here = watchedFolder()

describe('a limit', () => {
  const stopped = async (id: number) => {
    const [run] = await here().runs(id)
    const file = run?.files.at(-1)
    return { outcome: file?.outcome, reasons: file?.reasons.map(({ code }) => code), import: file?.import ?? 0 }
  }

  it('of creations leaves a draft, told by bell; the files after it wait until it is seen to', async () => {
    const { server, clerk, mapping, drop, names, runs, notices, inShelf } = here()
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
    const { server, clerk, mapping, drop, runs } = here()
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
    const { server, clerk, mapping, drop, names, runs } = here()
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
    const { server, clerk, mapping, drop, names } = here()
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

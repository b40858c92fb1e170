import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import type * as Sheets from '@e965/xlsx'
import { gatherSheet, withFile } from '../../../../../test/factories/read-rows.ts'
import { zipOf } from '../../../../../test/factories/workbook.ts'
import { detectFormat } from '../detect-format.ts'
import { withWorkbook } from '../workbook/open-workbook.ts'

const XLSX = createRequire(import.meta.url)('@e965/xlsx') as typeof Sheets

type Kind = 'xls' | 'xlsb'
const bookTypes = { xls: 'biff8', xlsb: 'xlsb' } as const

function bookOf(kind: Kind, sheets: Record<string, Sheets.WorkSheet>, workbook: Sheets.WBProps = {}): Buffer {
  const book: Sheets.WorkBook = { SheetNames: Object.keys(sheets), Sheets: sheets, Workbook: workbook }
  return XLSX.write(book, { type: 'buffer', bookType: bookTypes[kind], cellStyles: true }) as Buffer
}
const cells: Sheets.WorkSheet = {
  '!ref': 'A1:H3',
  A1: { t: 's', v: 'Société Générale' },
  B1: { t: 'n', v: 46_054, z: 'dd/mm/yyyy' },
  C1: { t: 'n', v: 1000, z: '00000' },
  D1: { t: 'b', v: true },
  E1: { t: 'e', v: 0x2a },
  F1: { t: 's', v: '00123' },
  G1: { t: 'n', v: 0.1 },
  H1: { t: 'n', v: 73_282_932_000_074 },
  A3: { t: 's', v: 'bas' },
  '!merges': [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }],
}

describe.each<Kind>(['xls', 'xlsb'])('%s', (kind) => {
  it('is known by its content and read with dates, zeros, errors and merges', async () => {
    await withFile(
      bookOf(kind, { Un: cells, Deux: { '!ref': 'A1', A1: { t: 's', v: 'x' } } }, { Sheets: [{}, { Hidden: 1 }] }),
      async (path) => {
        expect(await detectFormat(path)).toBe(kind)
        await withWorkbook(path, kind, async (workbook) => {
          expect(workbook.sheets).toEqual([
            { name: 'Un', isHidden: false },
            { name: 'Deux', isHidden: true },
          ])
          const { byNumber, faults, merges } = await gatherSheet(workbook)
          expect([...byNumber]).toEqual([
            [1, ['Société Générale', '2026-02-01', '01000', 'true', '#N/A', '00123', '0.1', '73282932000074']],
            [3, ['bas']],
          ])
          expect(faults).toEqual(['1:4 cell-error'])
          expect(merges).toEqual([{ row: 1, rows: 2, column: 0, columns: 1 }])
          expect((await workbook.previewSheet(1, 20)).records).toEqual([{ row: 1, cells: ['x'] }])
        })
      },
    )
  })

  it('counts days from 1904 where the workbook says so', async () => {
    const sheet: Sheets.WorkSheet = { '!ref': 'A1', A1: { t: 'n', v: 44_592, z: 'dd/mm/yyyy' } }
    const bytes = bookOf(kind, { Un: sheet }, { WBProps: { date1904: true } })
    const { rows } = await withFile(bytes, (path) => withWorkbook(path, kind, (workbook) => gatherSheet(workbook)))
    expect(rows).toEqual([['2026-02-01']])
  })

  it('refuses a cut file', async () => {
    const bytes = bookOf(kind, { Un: cells })
    await withFile(bytes.subarray(0, bytes.length / 2), async (path) => {
      await expect(withWorkbook(path, kind, (workbook) => gatherSheet(workbook))).rejects.toMatchObject({
        code: 'file-damaged',
      })
    })
  })
})

it('refuses a binary workbook that expands beyond measure', async () => {
  const bytes = await zipOf({ 'xl/workbook.bin': Buffer.alloc(80 * 1024 ** 2) })
  await withFile(bytes, async (path) => {
    expect(await detectFormat(path)).toBe('xlsb')
    await expect(withWorkbook(path, 'xlsb', (workbook) => gatherSheet(workbook))).rejects.toMatchObject({
      code: 'file-unsafe',
    })
  })
})

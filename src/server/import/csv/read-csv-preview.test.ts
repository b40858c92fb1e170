import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CsvPreviewOptions, readCsvPreview } from './read-csv-preview.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rafale-preview-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function preview(bytes: Buffer | string, options?: CsvPreviewOptions) {
  const path = join(folder, 'file.csv')
  await writeFile(path, bytes)
  return readCsvPreview(path, options)
}

it('shows a file as Excel writes it in France', async () => {
  const text = 'Code ;Société;Ville;Ville;\r\n001;"L’Œuvre ; fils";Orléans;x;\r\n002;;Nîmes;;\r\n'
  expect(await preview(iconv.encode(text, 'windows-1252'))).toEqual({
    encoding: 'windows-1252',
    delimiter: ';',
    rowNumbers: [2, 3],
    quote: '"',
    headerRow: 1,
    headers: ['Code', 'Société', 'Ville', 'Ville'],
    rows: [
      ['001', 'L’Œuvre ; fils', 'Orléans', 'x'],
      ['002', '', 'Nîmes', ''],
    ],
    warnings: [{ code: 'encoding-guessed', params: { encoding: 'windows-1252' } }],
  })
})

it('reads a UTF-16 tab file as Excel’s “Unicode text”', async () => {
  const found = await preview(iconv.encode('Code\tNom\r\n1\tBénard\r\n', 'utf-16le', { addBOM: true }))
  expect(found).toMatchObject({
    encoding: 'utf-16le',
    delimiter: '\t',
    headers: ['Code', 'Nom'],
    rows: [['1', 'Bénard']],
  })
})

it('gives cells beyond a short header a column without title', async () => {
  expect((await preview('Code;Nom\n1;Dupont;x\n2;Martin;y\n')).headers).toEqual(['Code', 'Nom', ''])
})

it('says what it passed over and what it is not sure of', async () => {
  const { headerRow, warnings } = await preview('Clients\n\nCode;Nom;Ville\n1;a;b\n2;c;d\n')
  expect(headerRow).toBe(3)
  expect(warnings).toEqual([{ code: 'preamble-skipped', params: { row: 3 } }])
  expect((await preview('Nom\nDupont\n')).warnings).toEqual([{ code: 'delimiter-guessed', params: {} }])
  expect((await preview('1;2\n3;4\n')).warnings).toEqual([{ code: 'header-guessed', params: { row: 1 } }])
})

it('obeys what it is told', async () => {
  const text = 'a,b;c\n1,2;3\n4,5;6\n'
  const told = await preview(text, { delimiter: ',', headerRow: 2, rows: 1, encoding: 'utf-8' })
  expect(told).toMatchObject({ delimiter: ',', headerRow: 2, headers: ['1', '2;3'], rows: [['4', '5;6']] })
  expect(await preview(text, { headerRow: 0, delimiter: ';' })).toMatchObject({
    headers: ['', ''],
    rows: { length: 3 },
  })
})

it('reads only the start of a long file', async () => {
  const found = await preview(`Code;Nom\n${'1;Dupont\n'.repeat(500_000)}`)
  expect(found.rows).toHaveLength(20)
})

it('refuses what cannot be shown', async () => {
  await expect(preview('\n\n ; \n')).rejects.toThrow('file-empty')
  await expect(preview('a;b\n\nc;d\n', { headerRow: 2 })).rejects.toThrow('file-no-header')
  await expect(preview(`${'t;'.repeat(1000)}t\n`)).rejects.toThrow('file-too-many-columns')
  await expect(preview(Buffer.alloc(20 * 1024 * 1024, 'x'))).rejects.toThrow('file-line-too-long')
})

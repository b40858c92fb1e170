import { buffer } from 'node:stream/consumers'
import * as xlsx from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { findField, typeOf } from '../../shared/catalogue/catalogue.ts'
import { guessMapping } from '../../shared/import/guess-mapping.ts'
import { importTemplate, templateWorkbook } from './template.ts'

test.each(['fr', 'en'] as const)('the template maps completely and its examples are without fault (%s)', (language) => {
  const text = importTemplate(language)
  expect(text.startsWith('\uFEFF')).toBe(true)
  const [headers = [], ...rows] = parse(text, { delimiter: ';', bom: true })
  expect(headers).toHaveLength(15)
  const mapping = guessMapping(
    'company',
    headers.map((header, column) => ({ column, header, samples: rows.map((row) => row[column]!).filter(Boolean) })),
    new Map(),
  )
  expect(mapping.map(({ confidence }) => confidence)).toEqual(headers.map(() => 'sure'))
  expect(mapping[8]?.target).toBe('address.province')
  for (const row of rows) {
    expect(row).toHaveLength(15)
    mapping.forEach(({ target }, column) => {
      const [entity, key] = target!.split('.') as ['company', string]
      const field = findField(entity, key)
      if (!field || !row[column] || field.list) return
      expect(typeOf(field).parse(row[column], { field }), `${target} ${row[column]}`).toEqual({
        value: expect.anything(),
      })
    })
  }
})

test.each(['fr', 'en'] as const)(
  'the workbook is the same, and a second sheet explains every column (%s)',
  async (language) => {
    const book = xlsx.read(await buffer(templateWorkbook(language)))
    const rowsOf = (name: string) => xlsx.utils.sheet_to_json<string[]>(book.Sheets[name]!, { header: 1, raw: true })
    const [first, second] = book.SheetNames as [string, string]
    const text = parse(importTemplate(language), { delimiter: ';', bom: true })
    const trimmed = (row: readonly string[]) =>
      row.slice(0, row.findLastIndex((cell) => cell !== '') + 1).map((cell) => cell || undefined)
    expect(rowsOf(first).map((row) => Array.from(row))).toEqual(text.map(trimmed))
    const help = rowsOf(second)
    expect(help).toHaveLength(16)
    expect(help.slice(1).map(([, header]) => header)).toEqual(text[0])
    expect(help.slice(1).every((row) => row[3]!.length > 5)).toBe(true)
    expect(help[10]).toContain(language === 'fr' ? 'Pays' : 'Country')
  },
)

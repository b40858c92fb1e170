import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { findField, typeOf } from '../../shared/catalogue/catalogue.ts'
import { guessMapping } from '../../shared/import/guess-mapping.ts'
import { importTemplate } from './template.ts'

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

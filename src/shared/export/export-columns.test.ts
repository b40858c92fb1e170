import { describe, expect, test } from 'vitest'
import { exportColumns, recogniseHeaders, stampedHeader } from './export-columns.ts'

describe.each(['company', 'contact'] as const)('the columns of an export of a %s', (entity) => {
  const columns = exportColumns(entity)

  test('have one header each', () => {
    for (const language of ['fr', 'en'] as const) {
      const headers = columns.map(({ label }) => label[language])
      expect(new Set(headers).size).toBe(headers.length)
    }
  })

  test.each(['fr', 'en'] as const)('are recognised by their headers (%s), whatever their order', (language) => {
    const headers = columns.map(({ label }, index) => (index ? label[language] : stampedHeader(label[language], 34)))
    expect(recogniseHeaders(entity, headers)).toEqual({
      position: 34,
      idColumn: 0,
      paths: columns.map(({ path }) => path),
    })
    expect(recogniseHeaders(entity, headers.toReversed())).toMatchObject({
      idColumn: columns.length - 1,
      paths: columns.map(({ path }) => path).toReversed(),
    })
  })

  test('are no export without the stamp; columns added to one are nobody’s', () => {
    const headers = columns.map(({ label }) => label.fr)
    expect(recogniseHeaders(entity, headers)).toBeUndefined()
    const stamped = [stampedHeader(headers[0]!, 1), 'Remarque', headers[1]!, headers[1]!]
    expect(recogniseHeaders(entity, stamped)?.paths).toEqual([columns[0]!.path, null, columns[1]!.path, null])
  })
})

import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { splitWritten } from '../written-cells.ts'
import { CsvToCopy, type CsvToCopyOptions } from './csv-to-copy.ts'

/**
 * The rows of the payload made of a file, `[row_no, c1, …]`, by row the cells kept as written where its columns lack some,
 * and the transform with its counts.
 */
function copyOf(text: string | Buffer, options: Partial<CsvToCopyOptions> = {}, size = Infinity) {
  const bytes = Buffer.from(text)
  const settings = { delimiter: ';', headerRow: 1, columns: 2, ...options } as const
  const transform = new CsvToCopy(settings)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length)) {
    parts.push(...transform.write(bytes.subarray(at, at + size)))
  }
  parts.push(...transform.end())
  const payload = Buffer.concat(parts).toString()
  const lines: string[][] = parse(payload, { delimiter: settings.delimiter, record_delimiter: '\n' })
  expect(lines).toHaveLength(transform.rows)
  const kept = lines.flatMap((line) => (line.at(-1) ? [[line[0], splitWritten(line.at(-1)!)] as const] : []))
  return {
    rows: lines.map((line) => line.slice(0, -1)),
    written: Object.fromEntries(kept) as Record<string, string[]>,
    payload,
    blankRows: transform.blankRows,
    faults: [...transform.faults],
  }
}

/** The same, at every chunk size. */
function copyAnyhow(text: string | Buffer, options: Partial<CsvToCopyOptions> = {}) {
  const whole = copyOf(text, options)
  for (let size = 1; size <= Buffer.byteLength(text); size++) {
    expect(copyOf(text, options, size), `chunks of ${size} bytes`).toEqual(whole)
  }
  return whole
}

describe('sound rows', () => {
  it('are passed as they are, with their number in front', () => {
    const { payload, faults } = copyAnyhow('Nom;Ville\r\n"Café ""Bon""";Orléans\r\n;\\.\r\nx;"a\n\\.\nb"\r\n')
    expect(payload).toBe('2;"Café ""Bon""";Orléans;\n3;;\\.;\n4;x;"a\n\\.\nb";\n')
    expect(faults).toEqual([])
  })

  it('are numbered as on screen: header, preamble and blank rows count', () => {
    const { rows, blankRows } = copyAnyhow('Export du 1er mars\n\nNom;Ville\n\na;b\n; \n"";"  "\nc;d\n\x1A', {
      headerRow: 3,
    })
    expect(rows).toEqual([
      ['5', 'a', 'b'],
      ['8', 'c', 'd'],
    ])
    expect(blankRows).toBe(4)
  })

  it('have their accents on their letters, however the file has them', () => {
    const { rows, faults } = copyAnyhow('Nom;Ville\nCafe\u0301;"Orle\u0301ans"\nn\u0303;b\n')
    expect(rows).toEqual([
      ['2', 'Café', 'Orléans'],
      ['3', 'ñ', 'b'],
    ])
    expect(faults).toEqual([])
  })

  it('begin with the first record when there is no header', () => {
    expect(copyAnyhow('a;b\nc;d', { headerRow: 0 }).rows).toEqual([
      ['1', 'a', 'b'],
      ['2', 'c', 'd'],
    ])
  })

  it('come in batches that add up, numbers growing in length', () => {
    const lines = Array.from({ length: 120_000 }, (_, index) => `name ${index};city`)
    const { rows } = copyOf(`h;i\n${lines.join('\n')}`, {}, 70_000)
    expect(rows).toHaveLength(120_000)
    expect(rows.every(([number], index) => number === String(index + 2))).toBe(true)
  })
})

describe('ragged rows', () => {
  it('that are short are filled up and noted', () => {
    const { rows, faults } = copyAnyhow('h;i\na\nb;c\n"d"')
    expect(rows).toEqual([
      ['2', 'a', ''],
      ['3', 'b', 'c'],
      ['4', 'd', ''],
    ])
    expect(faults).toEqual([
      { row: 2, code: 'row-too-short' },
      { row: 4, code: 'row-too-short' },
    ])
  })

  it('that are long are cut, and noted when something is lost', () => {
    const { rows, faults, written } = copyAnyhow('h;i\na;b;;\n"c;";d;e\nf;g; ;""\n')
    expect(rows).toEqual([
      ['2', 'a', 'b'],
      ['3', 'c;', 'd'],
      ['4', 'f', 'g'],
    ])
    expect(faults).toEqual([{ row: 3, column: 3, code: 'row-too-long' }])
    expect(written).toEqual({ 3: ['c;', 'd', 'e'] })
  })
})

describe('broken rows', () => {
  it('with quotes inside a cell are written anew, as PostgreSQL would read on over the next lines', () => {
    const { rows, faults, written } = copyAnyhow('h;i\nécran 24";"Café "Le Bon" SA"\na"b;c\nd;"e\n')
    expect(rows).toEqual([
      ['2', 'écran 24"', 'Café "Le Bon" SA'],
      ['3', 'a"b', 'c'],
      ['4', '', ''],
    ])
    expect(faults).toEqual([
      { row: 2, column: 2, code: 'stray-quote' },
      { row: 4, code: 'unclosed-quote' },
    ])
    expect(written).toEqual({ 4: ['d', '"e'] })
  })

  it('lose NULs and nothing else', () => {
    const { rows, faults } = copyAnyhow('h;i\na\0b;"c\0;"\nd;e\n\0;\n')
    expect(rows).toEqual([
      ['2', 'ab', 'c;'],
      ['3', 'd', 'e'],
    ])
    expect(faults).toEqual([{ row: 2, column: 1, code: 'nul-removed' }])
  })

  it('that are no UTF-8 are made so', () => {
    const { rows, faults } = copyAnyhow(
      Buffer.concat([Buffer.from('h;i\na;'), Buffer.from([0xe9]), Buffer.from('\né;b\n')]),
    )
    expect(rows).toEqual([
      ['2', 'a', '\uFFFD'],
      ['3', 'é', 'b'],
    ])
    expect(faults).toEqual([{ row: 2, column: 2, code: 'invalid-utf8' }])
  })

  it('may end in the middle of a character', () => {
    const { faults } = copyAnyhow(Buffer.concat([Buffer.from('h;i\na;'), Buffer.from([0xe2, 0x82])]))
    expect(faults).toEqual([{ row: 2, column: 2, code: 'invalid-utf8' }])
  })

  it('that lost a character earlier are noted', () => {
    expect(copyAnyhow('h;i\na;Orl\uFFFDans\n').faults).toEqual([{ row: 2, column: 2, code: 'replacement-character' }])
  })

  it('with a cell or a record too large are empty, and counted; what stood in them is kept, cut', () => {
    const { rows, faults, written } = copyAnyhow(
      `h;i\na;${'x'.repeat(30)}\nb;c\n${'y;'.repeat(60)}\nd;"${'e\n'.repeat(40)}"\n`,
      {
        maxCell: 20,
        maxRecord: 50,
      },
    )
    expect(rows.slice(0, 3)).toEqual([
      ['2', '', ''],
      ['3', 'b', 'c'],
      ['4', '', ''],
    ])
    expect(faults.slice(0, 2)).toEqual([
      { row: 2, column: 2, code: 'cell-too-large' },
      { row: 4, code: 'record-too-large' },
    ])
    expect(faults).toContainEqual({ row: 5, code: 'unclosed-quote' })
    expect(written[2]).toEqual(['a', 'x'.repeat(30)])
    expect(written[4]?.slice(0, 2)).toEqual(['y', 'y'])
    expect(written[4]?.at(-1)).toMatch(/…$/)
    expect(written[5]).toEqual(['d', '"e'])
  })

  it('are all kept, however many', () => {
    const { faults } = copyOf(`h;i\n${'a\n'.repeat(10_500)}`)
    expect(faults).toHaveLength(10_500)
    expect(faults.at(-1)).toEqual({ row: 10_501, code: 'row-too-short' })
  })
})

it('refuses more columns than a table can have', () => {
  expect(() => copyOf('', { columns: 1001 })).toThrow('file-too-many-columns')
})

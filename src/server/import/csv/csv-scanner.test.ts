import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvDelimiters, type CsvDelimiter } from './csv-dialect.ts'
import { CsvScanner, recordFlag } from './csv-scanner.ts'
import { splitCells } from './split-cells.ts'

type Limits = { columns?: number; maxCell?: number; maxRecord?: number }
type Read = { row: number; cells: string[]; flags: number }

/** The records of a text that comes in chunks of `size` bytes. */
function read(text: string | Buffer, delimiter: CsvDelimiter = ',', size = Infinity, limits: Limits = {}): Read[] {
  const bytes = Buffer.from(text)
  const scanner = new CsvScanner({ delimiter, ...limits })
  const records: Read[] = []
  const drain = () => {
    while (scanner.next()) {
      const { cells } = splitCells(scanner.bytes, scanner.start, scanner.end, delimiter)
      if (scanner.flags === 0) expect(cells.length).toBe(scanner.cells)
      records.push({ row: scanner.row, cells, flags: scanner.flags })
    }
  }
  for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length)) {
    scanner.push(bytes.subarray(at, at + size))
    drain()
  }
  scanner.finish()
  drain()
  return records
}

const cellsOf = (records: Read[]) => records.map(({ cells }) => cells)

/** Reads at every chunk size and expects the same each time. */
function readAnyhow(text: string, delimiter: CsvDelimiter = ',', limits: Limits = {}): Read[] {
  const whole = read(text, delimiter, Infinity, limits)
  for (let size = 1; size <= Buffer.byteLength(text); size++) {
    expect(read(text, delimiter, size, limits), `chunks of ${size} bytes`).toEqual(whole)
  }
  return whole
}

describe('valid files', () => {
  const awkward = fc.string({
    unit: fc.constantFrom('a', 'é', '€', '😀', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '\\', '.', '0'),
    maxLength: 8,
  })
  const file = fc.record({
    delimiter: fc.constantFrom(...csvDelimiters),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    rows: fc.integer({ min: 2, max: 5 }).chain((columns) =>
      fc.array(fc.array(fc.tuple(awkward, fc.boolean()), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 12,
      }),
    ),
    hasLastLineEnd: fc.boolean(),
    size: fc.integer({ min: 1, max: 40 }),
  })

  it('are read as csv-parse reads them, wherever chunks are cut', () => {
    fc.assert(
      fc.property(file, ({ delimiter, lineEnd, rows, hasLastLineEnd, size }) => {
        const lines = rows.map((row) =>
          row
            .map(([cell, isQuoted]) =>
              isQuoted || /["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
            )
            .join(delimiter),
        )
        const text = lines.join(lineEnd) + (hasLastLineEnd ? lineEnd : '')
        const expected: string[][] = parse(text, { delimiter, record_delimiter: lineEnd })
        const records = read(text, delimiter, size)
        expect(cellsOf(records)).toEqual(expected)
        expect(cellsOf(records)).toEqual(rows.map((row) => row.map(([cell]) => cell)))
        expect(records.every(({ flags }) => flags === 0)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('of any bytes whatever give the same records wherever chunks are cut, and end', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', '"', '"', ',', '\n', '\r', ' '), maxLength: 60 })
    const limits = fc.record({
      columns: fc.constantFrom(3, 4),
      maxCell: fc.integer({ min: 2, max: 70 }),
      maxRecord: fc.integer({ min: 4, max: 70 }),
    })
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 20 }), limits, (text, size, limits) => {
        expect(read(text, ',', size, limits)).toEqual(read(text, ',', Infinity, limits))
      }),
      { numRuns: Number(process.env['NOISE_RUNS'] ?? 5000) },
    )
  })
})

describe('line ends', () => {
  it('may be of every kind in one file', () => {
    expect(cellsOf(readAnyhow('a,b\nc,d\r\ne,f\rg,h\r\r\ni,j'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
      ['i', 'j'],
    ])
  })

  it('inside quotes belong to the cell', () => {
    expect(cellsOf(readAnyhow('1,"a\r\nb\nc\rd"\r2,e'))).toEqual([
      ['1', 'a\r\nb\nc\rd'],
      ['2', 'e'],
    ])
  })

  it('without anything between them are records of their own, so that rows keep the number they have on screen', () => {
    expect(readAnyhow('a\n\n\nb\n').map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a'],
      [2, ''],
      [3, ''],
      [4, 'b'],
    ])
  })
})

describe('the start of a file', () => {
  it('may be a byte order mark', () => {
    expect(cellsOf(readAnyhow('\uFEFF"a",b\n'))).toEqual([['a', 'b']])
    expect(read('\uFEFF')).toEqual([])
    expect(read('')).toEqual([])
  })

  it('may be a line that names the delimiter, which is no record', () => {
    expect(readAnyhow('sep=;\r\na;b\n', ';')).toEqual([{ row: 1, cells: ['a', 'b'], flags: 0 }])
    expect(readAnyhow('\uFEFF"sep=;"\na;b', ';')).toEqual([{ row: 1, cells: ['a', 'b'], flags: 0 }])
    expect(cellsOf(readAnyhow('a\nsep=;\n'))).toEqual([['a'], ['sep=;']])
  })
})

describe('quotes', () => {
  it('inside an unquoted cell are themselves', () => {
    expect(readAnyhow('écran 24",b"c\nd,e\n')).toEqual([
      { row: 1, cells: ['écran 24"', 'b"c'], flags: recordFlag.strayQuote },
      { row: 2, cells: ['d', 'e'], flags: 0 },
    ])
  })

  it('that were not doubled do not move the cells behind them', () => {
    expect(cellsOf(readAnyhow('"Café "Le Bon" SA",b\n"x"y,z\n"a" ,"b"\n'))).toEqual([
      ['Café "Le Bon" SA', 'b'],
      ['xy', 'z'],
      ['a', 'b'],
    ])
  })

  it('never closed cost one line, not the file', () => {
    expect(readAnyhow('1,"a\n2,b\n3,c\n').map(({ row, flags }) => [row, flags])).toEqual([
      [1, recordFlag.unclosedQuote],
      [2, 0],
      [3, 0],
    ])
  })

  it('never closed are found out by the next quoted cell', () => {
    expect(readAnyhow('1,"a\n2,b\n3,"c"\n4,"d\ne"\n').map(({ row, cells, flags }) => [row, flags, ...cells])).toEqual([
      [1, recordFlag.unclosedQuote, '1', '"a'],
      [2, 0, '2', 'b'],
      [3, 0, '3', 'c'],
      [4, 0, '4', 'd\ne'],
    ])
  })

  it('never closed are found out when what seems to close them is a quote at the end of a later cell', () => {
    const text = '1,"a,x\n2,b,y\n3,z,écran 24"\n4,c,w\n'
    expect(readAnyhow(text, ',', { columns: 3 })).toMatchObject([
      { row: 1, flags: recordFlag.unclosedQuote },
      { row: 2, cells: ['2', 'b', 'y'], flags: 0 },
      { row: 3, cells: ['3', 'z', 'écran 24"'] },
      { row: 4, cells: ['4', 'c', 'w'] },
    ])
    expect(readAnyhow('1,"a\nb,c,d\ne",x\n', ',', { columns: 3 })).toHaveLength(1)
  })

  it('over several lines stay one row when it is too long, though its last line has the right size by itself', () => {
    expect(readAnyhow('1,"a\nb",c,d\n2,e,f\n', ',', { columns: 3 })).toMatchObject([
      { row: 1, cells: ['1', 'a\nb', 'c', 'd'], flags: 0 },
      { row: 2, cells: ['2', 'e', 'f'] },
    ])
    // Unless the first line is a whole row as well: then its quote was one in a text.
    expect(readAnyhow('1,"a,x\n2",b,y\n3,e,f\n', ',', { columns: 3 })).toMatchObject([
      { row: 1, flags: recordFlag.unclosedQuote },
      { row: 2, cells: ['2"', 'b', 'y'] },
      { row: 3, cells: ['3', 'e', 'f'] },
    ])
  })

  it('never closed cost no more than one cell may hold', () => {
    const text = `1,"a\n${'2,b\n'.repeat(20)}3,24"\n`
    expect(read(text, ',', Infinity, { maxCell: 1000 })).toHaveLength(1)
    expect(readAnyhow(text, ',', { maxCell: 40 })).toHaveLength(22)
  })

  it('may close at the very end of the file', () => {
    expect(cellsOf(readAnyhow('a,"b"'))).toEqual([['a', 'b']])
    expect(cellsOf(readAnyhow('a,""'))).toEqual([['a', '']])
    expect(readAnyhow('a,"')).toEqual([{ row: 1, cells: ['a', '"'], flags: recordFlag.unclosedQuote }])
  })
})

describe('limits', () => {
  it('pass over a record that is too large and go on behind it', () => {
    const long = 'x'.repeat(50)
    expect(
      readAnyhow(`a,b\n${long},${long}\nc,d\n`, ',', { maxRecord: 40 }).map(({ row, flags }) => [row, flags]),
    ).toEqual([
      [1, 0],
      [2, recordFlag.tooLarge],
      [3, 0],
    ])
  })

  it('end a quoted cell that runs on', () => {
    const rest = 'l\n'.repeat(30)
    const records = readAnyhow(`a,"b\n${rest}c"\n`, ',', { maxRecord: 40 })
    expect(records[0]).toMatchObject({ row: 1, flags: recordFlag.unclosedQuote })
    expect(records).toHaveLength(32)
  })

  it('hold a file that is one endless line to the memory of one record', () => {
    const scanner = new CsvScanner({ delimiter: ',' })
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    let records = 0
    for (let i = 0; i < 200; i++) {
      scanner.push(chunk)
      while (scanner.next()) records++
    }
    expect(records).toBe(1)
    expect(scanner.bytes.length).toBeLessThan(24 * 1024 * 1024)
    scanner.push(Buffer.from('\na,b\n'))
    expect(scanner.next()).toBe(true)
    expect(scanner.row).toBe(2)
  })

  it('keep the work linear when each chunk is one byte of a long record', () => {
    const text = `"${'x\n'.repeat(100_000)}"\nb\n`
    const started = performance.now()
    expect(read(text, ',', 1)).toHaveLength(2)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

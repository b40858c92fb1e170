import { describe, expect, it } from 'vitest'
import { splitWritten } from '../written-cells.ts'
import { CopyRows } from './copy-rows.ts'

/** The lines of the payload made of rows behind a title row, by name of their last two columns, and the sink. */
function copyOf(rows: readonly (readonly string[])[], columns: readonly number[] = [0, 1]) {
  const sink = new CopyRows({ headerRow: 1, columns, width: columns.length, rowOffset: 0 })
  for (const [at, cells] of rows.entries()) {
    sink.startRow(at + 2, false)
    for (const [column, text] of cells.entries()) {
      const bytes = Buffer.from(text)
      if (bytes.length > 0) sink.cell(column, bytes, 0, bytes.length)
    }
    sink.endRow()
  }
  const payload = Buffer.concat(sink.take(true)).toString()
  const lines = payload
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'))
  return { lines, faults: [...sink.faults], sink }
}

describe('rows of spreadsheets', () => {
  it('have one line each, nothing kept beside their columns', () => {
    expect(copyOf([['a', 'b'], ['', ''], ['c']]).lines).toEqual([
      ['2', 'a', 'b', '', ''],
      ['4', 'c', '', '', ''],
    ])
  })

  it('of more cells than columns keep those beside them, in their places', () => {
    const { lines, faults } = copyOf([['a', 'b', '', 'tab\there', '']])
    expect(lines[0]?.slice(0, 4)).toEqual(['2', 'a', 'b', ''])
    expect(splitWritten(lines[0]![4]!)).toEqual(['a', 'b', '', 'tab\\there'])
    expect(faults).toEqual([{ row: 2, code: 'row-too-long' }])
  })

  it('stand in their columns in whatever order they come, the last word of a column winning', () => {
    const sink = new CopyRows({ headerRow: 1, columns: [0, 1, 2, 3], width: 4, rowOffset: 10 })
    const row = (number: number, cells: [number, string][]) => {
      sink.startRow(number, false)
      for (const [column, text] of cells) sink.cell(column, Buffer.from(text), 0, Buffer.byteLength(text))
      sink.endRow()
    }
    row(2, [
      [2, 'c\\'],
      [0, 'a'],
      [3, 'd'],
    ])
    row(3, [
      [1, 'b'],
      [1, 'B'],
    ])
    row(4, [
      [0, 'a'],
      [3, 'd\n'],
    ])
    expect(Buffer.concat(sink.take(true)).toString()).toBe(
      '12\ta\t\tc\\\\\td\t\t\n13\t\tB\t\t\t\t\n14\ta\t\t\td\\n\t\t\n',
    )
  })

  it('with a cell too large are empty, and what stood in them is kept, that cell cut between two characters', () => {
    const { lines, faults, sink } = copyOf([
      ['é'.repeat(1024 * 1024), 'b', '\0x'],
      ['c', 'd'],
    ])
    expect(sink.rows).toBe(2)
    expect(lines[0]?.slice(0, 4)).toEqual(['2', '', '', ''])
    const [large, ...others] = splitWritten(lines[0]![4]!)
    expect(large).toMatch(/^é+…$/)
    expect(large!.length).toBeLessThan(32_001)
    expect(others).toEqual(['b', 'x'])
    expect(lines[1]).toEqual(['3', 'c', 'd', '', ''])
    expect(faults).toContainEqual({ row: 2, column: 1, code: 'cell-too-large' })
  })
})

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import type { FileColumn } from './company-columns.ts'
import type { Layout } from './layouts.ts'
import { noise, whole } from './noise.ts'

/** What an import of the file must do, counted while the file was written. */
export type Expected = {
  read: number
  created: number
  updated: number
  unchanged: number
  /** Cells that change, by target. */
  fields: Record<string, number>
  /** Existing records of each entity that change. */
  records: Record<string, number>
}
export type BenchFile = { path: string; bytes: number; layout: Layout; expected: Expected }

type Writing = { path: string; layout: Layout; rows: number }

/** A file that creates `rows` companies. */
export function writeCreateFile(writing: Writing): Promise<BenchFile> {
  return writeFile(writing, (_row) => ({ isNew: true, index: _row, changes: [] }))
}

/**
 * A file of as many rows as the base: 4 of 5 are in it, half of those with other values in one to three columns; the
 * fifth is new.
 */
export function writeUpdateFile(writing: Writing & { isShuffled: boolean }): Promise<BenchFile> {
  const { rows, layout } = writing
  const changeable = layout.columns.filter((column) => column.change)
  // Prime, so that every row comes once.
  const stride = writing.isShuffled ? 7919 : 1
  return writeFile(writing, (row) => {
    const index = (row * stride) % rows
    if (index % 5 === 4) return { isNew: true, index: rows + index, changes: [] }
    return { isNew: false, index, changes: index % 2 === 0 ? chooseChanges(changeable, index) : [] }
  })
}

type Row = { isNew: boolean; index: number; changes: readonly FileColumn[] }

/** One to three columns, by weight, whose other value is another one. */
function chooseChanges(changeable: readonly FileColumn[], index: number): FileColumn[] {
  const total = changeable.reduce((sum, column) => sum + (column.change?.weight ?? 0), 0)
  const chosen = new Set<FileColumn>()
  for (let pick = 0; pick <= whole(index, 90, 3); pick++) {
    let left = noise(index, 91 + pick) * total
    const column = changeable.find((one) => (left -= one.change?.weight ?? 0) <= 0) ?? changeable[0]
    if (column && column.change?.cell(index) !== column.cell(index)) chosen.add(column)
  }
  return [...chosen]
}

async function writeFile({ path, layout, rows }: Writing, rowAt: (row: number) => Row): Promise<BenchFile> {
  const expected: Expected = { read: rows, created: 0, updated: 0, unchanged: 0, fields: {}, records: {} }
  const file = createWriteStream(path, { highWaterMark: 2 ** 20 })
  let lines = [`${layout.columns.map(({ header }) => header).join(';')}\r\n`]
  for (let row = 0; row < rows; row++) {
    const { isNew, index, changes } = rowAt(row)
    lines.push(`${layout.columns.map((column) => cellOf(column, index, changes)).join(';')}\r\n`)
    count(expected, isNew, changes)
    if (lines.length >= 5000) {
      if (!file.write(lines.join(''))) await once(file, 'drain')
      lines = []
    }
  }
  file.end(lines.join(''))
  await finished(file)
  return { path, layout, expected, bytes: (await stat(path)).size }
}

function cellOf(column: FileColumn, index: number, changes: readonly FileColumn[]): string {
  return column.change && changes.includes(column) ? column.change.cell(index) : column.cell(index)
}

function count(expected: Expected, isNew: boolean, changes: readonly FileColumn[]): void {
  if (isNew) expected.created++
  else if (changes.length === 0) expected.unchanged++
  else expected.updated++
  for (const { path } of changes) expected.fields[path] = (expected.fields[path] ?? 0) + 1
  for (const entity of new Set(changes.map(({ path }) => path.split('.')[0] ?? ''))) {
    expected.records[entity] = (expected.records[entity] ?? 0) + 1
  }
}

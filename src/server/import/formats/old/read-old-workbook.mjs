/**
 * A process of its own that reads an XLS or XLSB workbook as a whole, and writes what it holds as lines of JSON; its
 * memory and time are the parent's to limit. Arguments: path, number of rows of each sheet (0: all), place of the one
 * sheet wanted (-1: all). Lines: {sheets, active, is1904}; then [place, row, isHidden, cells] with cells
 * [column, type, value, format], rows from 1; then {place, merges}; last {done: true}.
 * Exit codes: 0, 3 encrypted, 4 cannot be read.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const XLSX = createRequire(import.meta.url)('@e965/xlsx')
const [path = '', rows = '0', only = '-1'] = process.argv.slice(2)

try {
  await tell(read())
  process.exitCode = 0
} catch (error) {
  process.stderr.write(`${error?.message ?? error}\n`)
  process.exitCode = /password|encrypt/i.test(String(error?.message)) ? 3 : 4
}

function read() {
  const bytes = readFileSync(path)
  const options = {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellStyles: true,
    ...(rows === '0' ? {} : { sheetRows: Number(rows) }),
  }
  try {
    return XLSX.read(bytes, { ...options, WTF: true })
  } catch (strict) {
    if (/password|encrypt/i.test(String(strict?.message))) throw strict
    // Some sound workbooks hold records that the library does not know.
    const lenient = XLSX.read(bytes, options)
    const isEmpty = lenient.SheetNames.every((name) => !lenient.Sheets[name]?.['!data']?.length)
    if (isEmpty) throw strict
    return lenient
  }
}

async function tell(workbook) {
  const about = workbook.Workbook ?? {}
  const names = workbook.SheetNames.filter(
    (name) => !['chart', 'macro', 'dialog'].includes(workbook.Sheets[name]?.['!type']),
  )
  const hidden = new Set((about.Sheets ?? []).flatMap((sheet, at) => (sheet.Hidden ? [workbook.SheetNames[at]] : [])))
  const active = workbook.SheetNames[about.Views?.[0]?.activeTab ?? 0]
  await write({
    sheets: names.map((name) => ({ name, isHidden: hidden.has(name) })),
    active: Math.max(0, names.indexOf(active)),
    is1904: about.WBProps?.date1904 === true,
  })
  for (const [place, name] of names.entries()) {
    if (only === '-1' || only === String(place)) await tellSheet(place, workbook.Sheets[name] ?? {})
  }
  await write({ done: true })
}

async function tellSheet(place, sheet) {
  const data = sheet['!data'] ?? []
  for (let row = 0; row < data.length; row++) {
    const cells = []
    for (const [column, cell] of (data[row] ?? []).entries()) {
      if (!cell || cell.t === 'z') continue
      const value = cell.t === 'e' ? (cell.w ?? XLSX.utils.format_cell(cell)) : cell.v
      if (value === undefined && !cell.f) continue
      cells.push([column, cell.t, value instanceof Date ? value.toISOString() : (value ?? null), cell.z ?? null])
    }
    if (cells.length > 0) await write([place, row + 1, sheet['!rows']?.[row]?.hidden === true, cells])
  }
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    row: s.r + 1,
    rows: e.r - s.r + 1,
    column: s.c,
    columns: e.c - s.c + 1,
  }))
  await write({ place, merges })
}

async function write(line) {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
}

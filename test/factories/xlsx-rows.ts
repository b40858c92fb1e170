import * as xlsx from '@e965/xlsx'

/** A sheet of a workbook: rows of texts as a spreadsheet shows them. Throws when a cell holds a formula. */
export function xlsxRows(bytes: Uint8Array, place = 0): string[][] {
  const book = xlsx.read(bytes, { cellFormula: true })
  const sheet = book.Sheets[book.SheetNames[place] ?? ''] ?? {}
  for (const cell of Object.values(sheet)) {
    if (typeof cell === 'object' && cell !== null && 'f' in cell) throw new Error(`A formula: ${JSON.stringify(cell)}`)
  }
  return xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' })
}

/** A cell as it stands in the file: its type and value. */
export function xlsxCell(bytes: Uint8Array, address: string): { t: string; v: unknown } | undefined {
  const book = xlsx.read(bytes)
  return book.Sheets[book.SheetNames[0] ?? '']?.[address] as { t: string; v: unknown } | undefined
}

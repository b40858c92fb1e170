import type { DateOrder } from '../../shared/catalogue/field-types/field-type.ts'
import { sql, type Queryable } from '../platform/database/sql.ts'
import { quoteTableName } from './csv/quote-table-name.ts'
import { proveNotation } from './prove-notation.ts'

export type SampledColumn = {
  /** 0-based place in the file. */
  column: number
  header: string
  /** Up to 5 different values that are not empty, from the first rows; long ones cut. */
  samples: string[]
  /** How the dates or numbers of the column are written, where its cells prove it. */
  dateOrder?: DateOrder
  decimal?: ',' | '.'
  /** It holds dates, and not one tells day from month; or they contradict each other. */
  isDateOrderUnclear: boolean
  /** It holds numbers of which some can be read in two ways, and none proves one. */
  isDecimalUnclear: boolean
}

const sampledRows = 1000
const samplesKept = 5
const longest = 200

/**
 * What a mapping step shows of each column of a staged file. Samples come from its first 1,000 rows; only columns whose
 * samples look like dates or decimal numbers are read further, and only as far as it takes.
 */
export async function sampleColumns(
  db: Queryable,
  stagedTable: string,
  headers: readonly string[],
): Promise<SampledColumn[]> {
  const samples = await readSamples(db, stagedTable, headers.length)
  const notations = await proveNotation(db, sql.raw(quoteTableName(stagedTable)), samples)
  return headers.map((header, column) => ({
    column,
    header,
    samples: samples[column] ?? [],
    isDateOrderUnclear: false,
    isDecimalUnclear: false,
    ...notations.get(column),
  }))
}

async function readSamples(db: Queryable, stagedTable: string, columns: number): Promise<string[][]> {
  if (columns === 0) return []
  const cells = Array.from({ length: columns }, (_, at) => `left(btrim(c${at + 1}), ${longest})`)
  const { rows } = await db.query<(string | null)[]>({
    text: `select ${cells.join(', ')} from ${quoteTableName(stagedTable)} limit ${sampledRows}`,
    rowMode: 'array',
  })
  const samples = Array.from({ length: columns }, () => new Set<string>())
  for (const row of rows) {
    row.forEach((cell, column) => {
      const seen = samples[column]
      if (cell && seen && seen.size < samplesKept) seen.add(cell)
    })
  }
  return samples.map((seen) => [...seen])
}

import type { ClientBase } from 'pg'
import { quoteTableName } from '../../csv/quote-table-name.ts'
import type { MergedCells } from './workbook.ts'

type Filling = {
  table: string
  merges: readonly MergedCells[]
  /** The staged column of each column of the sheet. */
  columns: readonly number[]
  rowOffset: number
}

/**
 * Every staged row of cells merged downwards has the value that their first one has: programs keep it there alone. How
 * many merges there were; those beside one another in a row are left as they are.
 */
export async function fillMergedCells(
  client: ClientBase,
  { table, merges, columns, rowOffset }: Filling,
): Promise<number> {
  const byColumn = new Map<number, MergedCells[]>()
  for (const merge of merges) {
    const column = columns[merge.column]
    if (column === undefined || merge.rows < 2) continue
    const others = byColumn.get(column)
    if (others) others.push(merge)
    else byColumn.set(column, [merge])
  }
  const rows = quoteTableName(table)
  let count = 0
  for (const [column, all] of byColumn) {
    const cell = `c${column + 1}`
    const spans = withoutOverlap(all)
    count += spans.length
    await client.query(
      `update ${rows} as below
          set ${cell} = top.${cell}
         from unnest($1::integer[], $2::integer[]) as span (first, last)
         join ${rows} as top on top.row_no = span.first
        cross join lateral generate_series(span.first + 1, least(span.last, (select max(row_no) from ${rows}))) as part (row_no)
        where below.row_no = part.row_no and below.${cell} is null`,
      [spans.map(({ row }) => row + rowOffset), spans.map(({ row, rows: length }) => row + length - 1 + rowOffset)],
    )
  }
  return count
}

/** In order, each cut where the next one begins: overlapping ones, which no program writes, would multiply the work. */
function withoutOverlap(merges: readonly MergedCells[]): MergedCells[] {
  const sorted = merges.toSorted((a, b) => a.row - b.row)
  return sorted
    .map((merge, at) => ({ ...merge, rows: Math.min(merge.rows, (sorted[at + 1]?.row ?? Infinity) - merge.row) }))
    .filter(({ rows }) => rows > 1)
}

import type { ClientBase } from 'pg'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { notationOf } from '../../../shared/import/unclear-notation.ts'
import { onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { readNotations } from '../prove-notation.ts'
import type { ImportMapping, MappedColumn } from './import-mapping.ts'
import type { StageTables } from './stage-tables.ts'

/**
 * The mapping with the date order and decimal mark of each column, as said or as its cells prove them, all of them
 * read. Throws 'mapping-date-order-missing', 'mapping-decimal-missing', naming the columns: what can be read in two ways
 * is asked about, never guessed. `cells` holds the cells as t<column>.
 */
export async function settleNotations(
  client: ClientBase,
  { tables, mapping, cells }: { tables: StageTables; mapping: ImportMapping; cells: Sql },
): Promise<ImportMapping> {
  const isOpen = (kind: 'date' | 'number') => (column: MappedColumn) =>
    notationOf(column.target.path) === kind &&
    (kind === 'date' ? column.context.dateOrder : column.context.decimal) === undefined
  const dates = mapping.columns.filter(isOpen('date')).map(({ column }) => column)
  // Rafale exports no thousands: a mark is the decimal one there.
  const decimals = mapping.settings.export ? [] : mapping.columns.filter(isOpen('number')).map(({ column }) => column)
  if (dates.length + decimals.length === 0) return mapping
  const cellOf = (column: number) => sql.id(`t${column}`)
  const found = await readNotations(client, { from: cells, cellOf }, { dates, decimals })
  const unclear = (of: Unclear) => [...found].flatMap(([column, { notation }]) => (notation[of] ? [column] : []))
  await refuse(client, tables, 'isDateOrderUnclear', unclear('isDateOrderUnclear'))
  await refuse(client, tables, 'isDecimalUnclear', unclear('isDecimalUnclear'))
  const columns = mapping.columns.map((column): MappedColumn => {
    const { dateOrder, decimal } = found.get(column.column)?.notation ?? {}
    return {
      ...column,
      context: { ...(dateOrder ? { dateOrder } : {}), ...(decimal ? { decimal } : {}), ...column.context },
    }
  })
  return { ...mapping, columns }
}

type Unclear = 'isDateOrderUnclear' | 'isDecimalUnclear'

/** Columns that can be read in two ways, found so while they were planned: the mapping is to ask about them. */
export class UnclearColumns extends RafaleError {
  readonly flag: Unclear
  readonly columns: readonly number[]
  constructor(flag: Unclear, columns: readonly number[], headers: string) {
    super(flag === 'isDecimalUnclear' ? 'mapping-decimal-missing' : 'mapping-date-order-missing', { columns: headers })
    this.flag = flag
    this.columns = columns
  }
}

async function refuse(
  client: ClientBase,
  { importId }: StageTables,
  flag: Unclear,
  columns: readonly number[],
): Promise<void> {
  if (columns.length === 0) return
  const { headers } = await onlyRow<{ headers: string }>(
    client,
    sql`select string_agg(coalesce(i.columns -> asked.place ->> 'header', ''), ', ' order by asked.place) as headers
          from import_run as i, unnest(${columns}::integer[]) as asked (place)
         where i.id = ${importId}`,
  )
  throw new UnclearColumns(flag, columns, headers)
}

import type { ColumnMapping, ImportSettings } from '../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { isIdColumn, recogniseHeaders, type RecognisedExport } from '../../shared/export/export-columns.ts'
import { provedNotation } from '../../shared/import/guess-mapping.ts'
import { readInstance } from '../records/read-instance.ts'
import { logPosition } from '../records/log/log-position.ts'
import type { Queryable } from '../platform/database/sql.ts'
import type { SampledColumn } from './sample-columns.ts'

type Recognising = {
  columns: readonly SampledColumn[]
  /** What columns that somebody added are taken for. */
  guessed: readonly ColumnMapping[]
  /** What the format itself says of the export, as cards do. */
  known: RecognisedExport | undefined
}

/**
 * How a file that this installation exported is imported (IM-8): every column of it assigned, the id columns the keys, an
 * emptied cell erasing. Undefined for any other file,
 * one of another installation among them.
 */
export async function recogniseExport(
  db: Queryable,
  entity: ListEntity,
  { columns, guessed, known }: Recognising,
): Promise<Pick<ImportSettings, 'mode' | 'emptyCells' | 'export' | 'columns'> | undefined> {
  const headers = columns.map(({ header }) => header)
  const found = known ?? recogniseHeaders(entity, headers)
  if (!found) return undefined
  const instance = await readInstance(db)
  const ids = columns[found.idColumn]?.samples ?? []
  if (!ids.every((id) => id.startsWith(`${instance}-`)) || found.position > (await logPosition(db))) return undefined
  const assigned = new Set(found.paths)
  return {
    mode: 'update',
    // A card that lacks something says nothing: address books drop what they do not know.
    emptyCells: known ? 'ignore' : 'erase',
    export: { position: found.position, conflicts: 'keep' },
    columns: columns.map((column, index): ColumnMapping => {
      const path = found.paths[index] ?? null
      const guess = guessed[index]
      if (path === null) {
        const isFree = guess?.target && !assigned.has(guess.target)
        return isFree ? { ...guess, isKey: false } : { column: index, target: null, isKey: false, policy: 'overwrite' }
      }
      return {
        column: index,
        target: path,
        isKey: path.startsWith(`${entity}.`) && isIdColumn({ path }),
        policy: 'overwrite',
        // Numbers are exported without thousands: any mark is the decimal one, whoever typed it.
        ...provedNotation(path, { dateOrder: column.dateOrder }),
      }
    }),
  }
}

import type { FieldTypeName } from '../../../shared/catalogue/field-types/field-type-table.ts'
import type { ImportRun } from '../../../shared/contract/import.contract.ts'
import { findTarget } from '../../../shared/import/targets.ts'

/** A column of the file as the grid shows it. */
export type FileGridColumn = { column: number; header: string; target: string; width: number }

const widths: Partial<Record<FieldTypeName, number>> = {
  code: 110,
  postalCode: 100,
  country: 80,
  boolean: 90,
  date: 120,
  option: 110,
  email: 210,
  phone: 140,
  vatNumber: 150,
  integer: 100,
  decimal: 110,
  money: 120,
}

/** The columns that are imported, in the order of the file. */
export function gridColumns(run: ImportRun): FileGridColumn[] {
  return run.settings.columns.flatMap(({ column, target }) => {
    const header = run.columns[column]?.header ?? ''
    const type = target === null ? undefined : findTarget(target)?.field?.type
    return target === null
      ? []
      : [{ column, header, target, width: Math.max((type && widths[type]) ?? 160, Math.min(220, header.length * 8)) }]
  })
}

import type { ColumnMapping, ImportSettings, UpdatePolicy } from '../../shared/contract/import.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { DateOrder } from '../../shared/catalogue/field-types/field-type.ts'
import { headerForm } from '../../shared/import/header-form.ts'
import { findTarget, isTargetOf } from '../../shared/import/targets.ts'
import { notationOf } from '../../shared/import/unclear-notation.ts'
import type { StoredImport } from './find-import.ts'

/** What somebody says beside what was guessed. */
export type MappingOverrides = {
  /** A column by its header, or `#3` by its place; a null target ignores it. */
  map: readonly { header: string; target: string | null; policy?: UpdatePolicy | undefined }[]
  /** Match keys, as targets or headers; those proposed when none is given. */
  keys: readonly string[]
  /** How dates and numbers are written in the columns whose cells do not prove it. */
  dateOrder?: DateOrder | undefined
  decimal?: ',' | '.' | undefined
  /** Of a file that was exported here: which side wins where both changed a cell. */
  conflicts?: 'keep' | 'overwrite' | undefined
} & Partial<Pick<ImportSettings, 'mode' | 'emptyCells' | 'createsMissing' | 'createsCompanies' | 'note'>>

type Run = Pick<StoredImport, 'entity' | 'columns' | 'settings'>

/**
 * The settings of an import with what was said in place of what was guessed. Targets may leave out their entity:
 * `name` is `company.name`. Throws 'mapping-column-unknown', 'mapping-target-unknown'.
 */
export function overrideSettings(run: Run, overrides: MappingOverrides): ImportSettings {
  const { map, keys, mode, emptyCells, createsMissing, createsCompanies, note, dateOrder, decimal, conflicts } =
    overrides
  let columns: ColumnMapping[] = run.settings.columns
  for (const { header, target, policy } of map) {
    const at = columnOf(run, header)
    const path = target === null ? null : pathOf(run, target, header)
    columns = columns.map((column) => {
      if (column.column !== at) return column.target !== null && column.target === path ? unmapped(column) : column
      return { ...column, target: path, ...(policy ? { policy } : {}), ...(path === null ? { isKey: false } : {}) }
    })
  }
  if (keys.length > 0) {
    const chosen = new Set(keys.map((key) => keyColumn(run, columns, key)))
    columns = columns.map((column) => ({ ...column, isKey: chosen.has(column.column) }))
  }
  columns = columns.map((one) => {
    const kind = notationOf(one.target)
    if (kind === 'date' && dateOrder && !one.dateOrder) return { ...one, dateOrder }
    return kind === 'number' && decimal && !one.decimal ? { ...one, decimal } : one
  })
  return {
    ...run.settings,
    columns,
    ...(mode ? { mode } : {}),
    ...(emptyCells ? { emptyCells } : {}),
    ...(createsMissing === undefined ? {} : { createsMissing }),
    ...(createsCompanies === undefined ? {} : { createsCompanies }),
    ...(note ? { note } : {}),
    ...(conflicts && run.settings.export ? { export: { ...run.settings.export, conflicts } } : {}),
  }
}

/** A guess gives way to the column that was named for the same target. */
const unmapped = (column: ColumnMapping): ColumnMapping => ({ ...column, target: null, isKey: false })

function columnOf({ columns }: Run, header: string): number {
  const place = /^#(\d+)$/.exec(header)
  const found = place
    ? columns[Number(place[1]) - 1]
    : (columns.find((column) => column.header === header) ??
      columns.find((column) => headerForm(column.header) === headerForm(header)))
  if (!found) throw new RafaleError('mapping-column-unknown', { header })
  return found.column
}

function pathOf({ entity }: Run, target: string, header: string): string {
  const entities = entity === 'company' ? ['company', 'address', 'contact'] : ['contact', 'address', 'company']
  const paths = target.includes('.') ? [target] : entities.map((one) => `${one}.${target}`)
  const path = paths.find((one) => {
    const found = findTarget(one)
    return found && isTargetOf(entity, found)
  })
  if (!path) throw new RafaleError('mapping-target-unknown', { header, target })
  return path
}

/** The column of a key: by the target it feeds, or by its header. */
function keyColumn(run: Run, columns: readonly ColumnMapping[], key: string): number {
  const byTarget = columns.find(
    ({ target }) => target !== null && (target === key || target.slice(target.indexOf('.') + 1) === key),
  )
  return byTarget?.column ?? columnOf(run, key)
}

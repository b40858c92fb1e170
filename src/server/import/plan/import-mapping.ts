import type { ImportSettings, UpdatePolicy } from '../../../shared/contract/import.contract.ts'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { ParseContext } from '../../../shared/catalogue/field-types/field-type.ts'
import type { LockedFields } from '../../records/field-locks.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { valueColumn } from './stage-tables.ts'
import { findTarget, type ImportEntity, type Target } from '../../../shared/import/targets.ts'

/** A file column that feeds a target, with all that decides how. */
export type MappedColumn = {
  /** 0-based position in the file; the staged column is c<column + 1>. */
  column: number
  target: Target
  isKey: boolean
  policy: UpdatePolicy
  context: Omit<ParseContext, 'field'>
  /** What words of the file stand for. */
  values: readonly { from: string; to: string }[]
}

export type ImportMapping = {
  /** What the rows are: companies, with their addresses and contacts, or contacts. */
  entity: ImportEntity
  columns: readonly MappedColumn[]
  settings: ImportSettings
  /** Fields that existing records keep. */
  locked: LockedFields
}

/** The mapping of settings that were checked: every target is known. */
export function readMapping(
  entity: ImportEntity,
  settings: ImportSettings,
  locked: LockedFields = new Set(),
): ImportMapping {
  const columns = settings.columns.flatMap((one): MappedColumn[] => {
    const target = one.target ? findTarget(one.target) : undefined
    if (!target) return []
    const { column, isKey, policy, dateOrder, decimal, values = [] } = one
    return [
      {
        column,
        target,
        isKey,
        policy,
        values,
        context: { ...(dateOrder ? { dateOrder } : {}), ...(decimal ? { decimal } : {}) },
      },
    ]
  })
  return { entity, columns, settings, locked }
}

/** The columns that feed fields of an entity. */
export function fieldColumns(mapping: ImportMapping, entity: EntityName): (MappedColumn & { field: Field })[] {
  return mapping.columns.flatMap((column) =>
    column.target.entity === entity && column.target.field ? [{ ...column, field: column.target.field }] : [],
  )
}

export const columnFor = (mapping: ImportMapping, path: string): MappedColumn | undefined =>
  mapping.columns.find((column) => column.target.path === path)

export const isMapped = (mapping: ImportMapping, path: string): boolean => columnFor(mapping, path) !== undefined

/** The keys a row is matched by; the Rafale id is no key of this kind: it decides alone. */
export const keyColumns = (mapping: ImportMapping): (MappedColumn & { field: Field })[] =>
  mapping.columns.flatMap((column) =>
    column.isKey && column.target.field ? [{ ...column, field: column.target.field }] : [],
  )

/** Whether a row, or unit, `alias` has the Rafale id of its record of an entity; undefined when there is no such column. */
export const rafaleIdIsSaid = (mapping: ImportMapping, entity: EntityName, alias: string): Sql | undefined =>
  isMapped(mapping, `${entity}.rafaleId`)
    ? sql`${sql.id(alias, valueColumn(`${entity}.rafaleId`))} is not null`
    : undefined

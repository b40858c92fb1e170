import type { ImportSettings } from '../../shared/contract/import.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { typeOf } from '../../shared/catalogue/catalogue.ts'
import { findsAlone, lackedBy } from '../../shared/import/plannable.ts'
import { canBeKey, findTarget, isTargetOf } from '../../shared/import/targets.ts'
import { unclearColumns } from '../../shared/import/unclear-notation.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { StoredImport } from './find-import.ts'

const maxKeys = 8

/** Settings that can be planned with; throws the mapping's errors, each naming the column by its header. */
export function checkSettings(actor: Actor, run: StoredImport, settings: ImportSettings): void {
  const headerOf = (column: number) => run.columns[column]?.header || `${column + 1}`
  const seen = new Map<string, number>()
  for (const { column, target } of settings.columns) {
    if (target === null) continue
    const found = findTarget(target)
    if (!found || !isTargetOf(run.entity, found) || column >= run.columns.length)
      throw new RafaleError('mapping-target-unknown', { header: headerOf(column), target })
    const other = seen.get(target)
    if (other !== undefined) {
      throw new RafaleError('mapping-target-twice', {
        first: headerOf(other),
        second: headerOf(column),
        field: found.label[actor.language],
      })
    }
    seen.set(target, column)
  }
  checkKeys(actor, run, settings)
  checkPolicies(actor, settings)
}

function checkKeys(actor: Actor, { entity }: Pick<StoredImport, 'entity'>, settings: ImportSettings): void {
  const keys = settings.columns.filter((column) => column.isKey && column.target !== null)
  if (keys.length > maxKeys) throw new RafaleError('mapping-keys-too-many', { count: keys.length })
  for (const key of keys) {
    const target = findTarget(key.target ?? '')
    if (target && !canBeKey(target, entity))
      throw new RafaleError('mapping-key-not-allowed', { field: target.label[actor.language] })
  }
}

function checkPolicies(actor: Actor, settings: ImportSettings): void {
  for (const { target, policy } of settings.columns) {
    const field = target ? findTarget(target)?.field : undefined
    if (!field) continue
    const fits =
      policy === 'greater'
        ? typeOf(field).isOrdered
        : policy === 'add'
          ? field.type === 'choices' || field.type === 'references'
          : true
    if (!fits) throw new RafaleError('mapping-policy-not-allowed', { field: field.label[actor.language], policy })
  }
}

/** Throws 'mapping-key-missing' unless a column finds records. */
export function demandKeys({ entity, settings }: Pick<StoredImport, 'entity' | 'settings'>): void {
  const hasKey = settings.columns.some(
    ({ target, isKey }) =>
      target !== null && (target === `${entity}.rafaleId` || (isKey && findsAlone(entity, target))),
  )
  if (!hasKey) throw new RafaleError('mapping-key-missing')
}

type NotationFault = {
  code: 'mapping-date-order-missing' | 'mapping-decimal-missing'
  /** The columns' headers. */
  params: { columns: string }
}

/** What keeps columns from being read that were seen to be unclear when the file was read: nobody said how they are written. */
export function notationFaults({ columns, settings }: Pick<StoredImport, 'columns' | 'settings'>): NotationFault[] {
  const unclear = unclearColumns(columns, settings.columns)
  const told = (kind: 'date' | 'number', code: NotationFault['code']): NotationFault[] => {
    const headers = unclear.filter((one) => one.kind === kind).map(({ header }) => header)
    return headers.length > 0 ? [{ code, params: { columns: headers.join(', ') } }] : []
  }
  return [
    ...told('date', 'mapping-date-order-missing'),
    // Rafale exports no thousands.
    ...(settings.export ? [] : told('number', 'mapping-decimal-missing')),
  ]
}

/**
 * What planning needs beyond single columns: something to import, keys in the update modes, a name where records are
 * created, and the order of dates and the decimal mark where cells can be read in two ways.
 */
export function demandPlannable(
  actor: Actor,
  { entity, settings, dialect, columns }: Pick<StoredImport, 'entity' | 'settings' | 'dialect' | 'columns'>,
): void {
  const targets = new Set(settings.columns.flatMap((column) => (column.target ? [column.target] : [])))
  if (targets.size === 0) throw new RafaleError('mapping-nothing')
  // What a sheet has no column for would count as emptied.
  const isJoined = dialect !== null && 'sheets' in dialect && dialect.sheets.length > 1
  if (isJoined && settings.emptyCells === 'erase') throw new RafaleError('mapping-erase-joined')
  const [unclear] = notationFaults({ columns, settings })
  if (unclear) throw new RafaleError(unclear.code, unclear.params)
  if (settings.mode !== 'add') demandKeys({ entity, settings })
  // A file of keys and one column updates; it creates nothing then, and each unmatched row says so.
  if (settings.mode !== 'add') return
  const missing = lackedBy(entity, settings)
  if (missing) {
    throw new RafaleError('mapping-name-missing', { field: findTarget(missing)?.label[actor.language] ?? '' })
  }
}

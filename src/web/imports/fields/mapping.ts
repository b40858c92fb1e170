import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { ColumnMapping, ImportSettings, UpdatePolicy } from '../../../shared/contract/import.contract.ts'
import { hasKnownValues } from '../../../shared/import/known-values.ts'
import { canBeKey, findTarget, type ImportEntity, type Target } from '../../../shared/import/targets.ts'

/** How many columns may be match keys (IM-5). */
export const maxKeys = 8

const named = (path: string | null): Target | undefined => (path === null ? undefined : findTarget(path))

/** The policies that fit a target, the usual one first; none where an update changes no field of its own. */
export function policiesFor(path: string | null): readonly UpdatePolicy[] {
  const target = named(path)
  if (target?.virtual === 'contact.fullName') return ['overwrite', 'keep', 'fill']
  if (!target?.field) return []
  const { type } = target.field
  return [
    'overwrite',
    'keep',
    'fill',
    ...(typeOf(target.field).isOrdered ? ['greater' as const] : []),
    ...(type === 'choices' || type === 'references' ? ['add' as const] : []),
  ]
}

/** Whether a target can be a match key. */
export function mayBeKey(path: string | null, entity: ImportEntity): boolean {
  const target = named(path)
  return target !== undefined && canBeKey(target, entity)
}

/** How many columns are match keys. */
export const countKeys = ({ columns }: Pick<ImportSettings, 'columns'>): number =>
  columns.filter(({ target, isKey }) => target !== null && isKey).length

/** Whether a target's cells name values that its field knows, so that other words can be mapped to them. */
export function takesKnownValues(path: string | null): boolean {
  const field = named(path)?.field
  return field !== undefined && hasKnownValues(field)
}

/** Settings in which one column's mapping is changed. */
export function withColumn(settings: ImportSettings, column: number, part: Partial<ColumnMapping>): ImportSettings {
  return {
    ...settings,
    columns: settings.columns.map((one) => (one.column === column ? { ...one, ...part } : one)),
  }
}

/** Settings in which a column feeds a target, which no other column feeds any longer; key and policy as they fit it. */
export function withTarget(
  settings: ImportSettings,
  { entity, column, target }: { entity: ImportEntity; column: number; target: string | null },
): ImportSettings {
  const freed = settings.columns.map((one) =>
    target !== null && one.target === target && one.column !== column ? { ...one, target: null, isKey: false } : one,
  )
  const moved = settings.columns.find((one) => one.column !== column && one.target === target && target !== null)
  const columns = freed.map((one): ColumnMapping => {
    if (one.column !== column) return one
    const policies = policiesFor(target)
    return {
      ...one,
      target,
      // What words stood for in another field says nothing of this one.
      values: target === one.target ? one.values : undefined,
      isKey: mayBeKey(target, entity) && (one.isKey || (moved?.isKey ?? false)),
      policy: policies.includes(one.policy) ? one.policy : 'overwrite',
    }
  })
  return { ...settings, columns }
}

/** Settings in which every column that can has that policy. */
export function withPolicy(settings: ImportSettings, policy: UpdatePolicy): ImportSettings {
  return {
    ...settings,
    columns: settings.columns.map((one) =>
      policiesFor(one.target).includes(policy) && !one.isKey ? { ...one, policy } : one,
    ),
  }
}

/** Settings in which just these columns are match keys. */
export function withKeys(settings: ImportSettings, keys: readonly number[]): ImportSettings {
  return { ...settings, columns: settings.columns.map((one) => ({ ...one, isKey: keys.includes(one.column) })) }
}

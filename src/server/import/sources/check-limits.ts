import { limitNames, type SourceLimits } from '../../../shared/contract/import-source.contract.ts'
import type { ImportRecap, ImportRun } from '../../../shared/contract/import.contract.ts'
import { headerForm } from '../../../shared/import/header-form.ts'
import type { Reason } from './find-source.ts'

type Limit = NonNullable<SourceLimits['creations']>

/** Why an import of that recap is not to be written by itself; nothing when it may be. */
export function checkLimits(
  limits: SourceLimits,
  { entity, settings }: Pick<ImportRun, 'entity' | 'settings'>,
  recap: ImportRecap,
): Reason[] {
  const ofRows = (count: number) => ({ count, percent: recap.read > 0 ? (100 * count) / recap.read : 0 })
  const measured = {
    creations: ofRows(recap.created),
    updates: ofRows(recap.updated),
    deletions: { count: recap.records[entity]?.delete ?? 0, percent: 100 * recap.deletionShare },
    refused: ofRows(recap.refused),
  }
  const passed = limitNames.flatMap((name): Reason[] => {
    const limit = limits[name]
    if (limit === null || measured[name][limit.unit] <= limit.value) return []
    return [
      { code: `source-limit-${name}`, params: { actual: textOf(measured[name], limit), limit: limitText(limit) } },
    ]
  })
  const isHindered = settings.mode === 'update-with-deletion' && recap.deletionHindrance !== undefined
  return isHindered ? [...passed, { code: 'source-deletion-hindered', params: {} }] : passed
}

/** `212`, `212 (7.4 %)`: what is limited by a share is told as both. */
const textOf = ({ count, percent }: { count: number; percent: number }, { unit }: Limit): string =>
  unit === 'count' ? `${count}` : `${count} (${Number(percent.toFixed(1))} %)`

const limitText = ({ value, unit }: Limit): string => (unit === 'count' ? `${value}` : `${value} %`)

/** Headers that came or went since the mapping was saved: `saved` are the forms of all there were, `names` those known by name. */
export function checkHeaders(
  headers: readonly string[],
  { saved, names }: { saved: readonly string[]; names: readonly string[] },
): Reason[] {
  const left = [...saved]
  const added = headers.filter((header) => {
    const at = left.indexOf(headerForm(header))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  const nameOf = (form: string) => names.find((name) => headerForm(name) === form) ?? form
  const told = (code: 'source-header-added' | 'source-header-gone', found: readonly string[]): Reason[] =>
    found.length > 0 ? [{ code, params: { headers: found.map((one) => one || '—').join(', ') } }] : []
  return [...told('source-header-added', added), ...told('source-header-gone', left.map(nameOf))]
}

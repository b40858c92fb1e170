import type { ImportSettings } from '../../../shared/contract/import.contract.ts'
import type { Filter, ListEntity } from '../../../shared/contract/record.contract.ts'

/** What becomes of the rows, as people choose it. */
export const modeChoices = ['add-update', 'update', 'add', 'delete'] as const
export type ModeChoice = (typeof modeChoices)[number]

/** The choice that settings stand for. */
export function modeOf({ mode, createsMissing }: Pick<ImportSettings, 'mode' | 'createsMissing'>): ModeChoice {
  if (mode === 'add') return 'add'
  if (mode === 'update-with-deletion') return 'delete'
  return createsMissing ? 'add-update' : 'update'
}

const settingsOf: Record<ModeChoice, Pick<ImportSettings, 'mode' | 'createsMissing'>> = {
  'add-update': { mode: 'update', createsMissing: true },
  update: { mode: 'update', createsMissing: false },
  add: { mode: 'add', createsMissing: true },
  delete: { mode: 'update-with-deletion', createsMissing: true },
}

/** Settings with that choice made. */
export const withMode = (settings: ImportSettings, choice: ModeChoice): ImportSettings => ({
  ...settings,
  ...settingsOf[choice],
})

/** What may be deleted when nothing else is said: active clients, or active contacts. */
export const usualScopes: Record<ListEntity, Filter> = {
  company: {
    all: [
      { field: 'salesStatus', operator: 'anyOf', value: ['client'] },
      { field: 'state', operator: 'anyOf', value: ['active'] },
    ],
  },
  contact: { all: [{ field: 'isActive', operator: 'equals', value: true }] },
}

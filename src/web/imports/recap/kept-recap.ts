import { importRecap, type ImportRecap } from '../../../shared/contract/import.contract.ts'

const keyOf = (id: number) => `rafale-import-${id}-recap`

/** Keeps the recap one agreed to, to show what changed when the base moved before it was written. */
export function keepRecap(id: number, recap: ImportRecap): void {
  sessionStorage.setItem(keyOf(id), JSON.stringify(recap))
}

/** The recap agreed to, if one was in this tab. */
export function keptRecap(id: number): ImportRecap | undefined {
  try {
    return importRecap.parse(JSON.parse(sessionStorage.getItem(keyOf(id)) ?? ''))
  } catch {
    return undefined
  }
}

import { createContext, useContext } from 'react'
import type { Dialect } from '../../shared/contract/import-file.contract.ts'
import type { ImportRun, ImportSettings } from '../../shared/contract/import.contract.ts'
import type { Job } from '../../shared/contract/job.contract.ts'

/** An import as its steps share it. */
export type ImportInHand = {
  /** With the settings as they stand here, saved or about to be. */
  run: ImportRun
  /** The job under way, or the last one that ended; undefined while it is not known. */
  job: Job | undefined
  /** Whether a job works on it now. */
  isWorking: boolean
  /** Changes settings here at once; they are saved after a short pause, by `flush`, and on leaving. */
  change: (update: (settings: ImportSettings) => ImportSettings) => void
  /** Saves what is not saved yet; throws the refusal, which is also `saveProblem`. */
  flush: () => Promise<void>
  isSaving: boolean
  saveProblem: Error | null
  /** Reads the file anew, in another way. */
  readAgain: (dialect: Dialect) => Promise<void>
  /** Checks every row, as a job. */
  plan: () => Promise<void>
  planProblem: Error | null
}

export const ImportContext = createContext<ImportInHand | null>(null)

/** The import whose page this is. */
export function useImport(): ImportInHand {
  const found = useContext(ImportContext)
  if (!found) throw new Error('No import is in hand')
  return found
}

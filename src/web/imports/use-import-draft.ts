import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Dialect } from '../../shared/contract/import-file.contract.ts'
import { planImport, updateImport, type ImportRun, type ImportSettings } from '../../shared/contract/import.contract.ts'
import { call } from '../api/call.ts'
import { isEnded } from '../api/job-events.ts'
import type { ImportInHand } from './import-context.ts'
import { keepImport, useImportJob } from './use-import-query.ts'

const pause = 600

/**
 * The settings of an import as they are changed here: shown at once, saved after a pause in typing and on leaving. A
 * change makes the recap void, here as on the server.
 */
export function useImportDraft(saved: ImportRun): ImportInHand {
  const client = useQueryClient()
  const { id } = saved
  const [draft, setDraft] = useState<ImportSettings | null>(null)
  const latest = useRef<ImportSettings | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const save = useMutation({
    mutationFn: (settings: ImportSettings) => call(updateImport, { params: { id }, body: { settings } }),
    onSuccess: (run, settings) => {
      keepImport(run, client)
      if (latest.current === settings) latest.current = null
      setDraft(latest.current)
    },
  })
  const { mutateAsync } = save
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    if (latest.current) await mutateAsync(latest.current)
  }, [mutateAsync])

  const change: ImportInHand['change'] = (update) => {
    const next = update(latest.current ?? saved.settings)
    latest.current = next
    setDraft(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush().catch(() => undefined), pause)
  }
  useEffect(() => () => void flush().catch(() => undefined), [flush])

  const read = useMutation({
    mutationFn: (dialect: Dialect) => call(updateImport, { params: { id }, body: { dialect } }),
    onSuccess: (run) => keepImport(run, client),
  })
  const plan = useMutation({
    mutationFn: async () => {
      await flush()
      return call(planImport, { params: { id } })
    },
    onSuccess: (run) => keepImport(run, client),
  })

  const run: ImportRun = draft
    ? { ...saved, settings: draft, recap: null, state: saved.state === 'planned' ? 'staged' : saved.state }
    : saved
  const job = useImportJob(run)
  return {
    run,
    job,
    isWorking: (job !== undefined && !isEnded(job)) || plan.isPending || read.isPending,
    change,
    flush,
    isSaving: draft !== null,
    saveProblem: save.error,
    readAgain: async (dialect) => {
      await flush()
      await read.mutateAsync(dialect)
    },
    plan: async () => {
      await plan.mutateAsync()
    },
    planProblem: plan.error ?? read.error,
  }
}

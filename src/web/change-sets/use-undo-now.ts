import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { undoChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { followJob } from '../api/job-events.ts'
import { notifyDone, notifyProblem } from '../design/notify.tsx'

/** Takes a small change back at once, without asking: what the toast's "Annuler" does. */
export function useUndoNow(): (changeSet: number) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useCallback(
    async (changeSet) => {
      try {
        const { job } = await call(undoChangeSet, { params: { id: changeSet }, body: { conflicts: 'keep' } })
        const ended = await followJob(job, client)
        if (ended.state === 'done') notifyDone({ message: t('record.undone') })
        else throw new Error(t('record.undoFailed', { reason: ended.error?.message ?? '' }))
      } catch (problem) {
        notifyProblem(problem as Error)
      }
    },
    [t, client],
  )
}

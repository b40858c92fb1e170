import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { downloadExport, type ExportRun } from '../../shared/contract/export.contract.ts'
import { listJobs } from '../../shared/contract/job.contract.ts'
import { call, endpointUrl } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyDone } from '../design/notify.tsx'

/** Starts the download of an export's file, as a link would. */
function download({ id, fileName }: Pick<ExportRun, 'id' | 'fileName'>) {
  const link = document.createElement('a')
  link.href = endpointUrl(downloadExport, { params: { id } })
  link.download = fileName
  link.click()
}

type Asking = {
  ask: () => Promise<ExportRun>
  /** The file was ready at once, and is being downloaded. */
  onReady?: () => void
  /** A job makes it. */
  onStarted: (run: ExportRun) => void
}

/** Asks for an export: what is ready at once is downloaded, what takes long is told to be under way. */
export function useExport({ ask, onReady, onStarted }: Asking) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: async (run) => {
      if (!run.isReady) {
        await client.fetchQuery({ queryKey: queryKeys.jobs, queryFn: () => call(listJobs), staleTime: 0 })
        return onStarted(run)
      }
      download(run)
      notifyDone({ message: t('exports.ready', { file: run.fileName }) })
      onReady?.()
    },
  })
}

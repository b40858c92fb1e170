import { Button, Group, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { downloadExport, type ExportRun } from '../../shared/contract/export.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { endpointUrl } from '../api/call.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'

/** Follows the making of a file to its download; one may close it, the file is then in the list of jobs. */
export function ExportProgress({ run, onClose }: { run: ExportRun; onClose: () => void }) {
  const { t } = useTranslation()
  const job = useJob(run.job)
  const isDone = job?.state === 'done'
  return (
    <Stack>
      {job && isEnded(job) && !isDone ? (
        <ProblemBanner problem={new ApiProblem('unknown', job.error?.message ?? t(`shell.jobs.state.${job.state}`))} />
      ) : null}
      {job && isEnded(job) ? null : (
        <ProgressBar share={job?.state === 'running' ? job.progress : null} label={run.fileName} />
      )}
      <output>{isDone ? t('exports.ready', { file: run.fileName }) : t('exports.mayLeave')}</output>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {isDone ? (
          <Button
            component="a"
            href={endpointUrl(downloadExport, { params: { id: run.id } })}
            download
            leftSection={<IconDownload size={16} stroke={1.8} />}
            onClick={onClose}
          >
            {t('exports.download')}
          </Button>
        ) : null}
      </Group>
    </Stack>
  )
}

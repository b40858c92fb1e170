import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageBody } from '../../design/PageBody.tsx'
import { useImport } from '../import-context.ts'
import { ImportJob } from '../ImportJob.tsx'
import { stepRoute } from '../import-steps.ts'
import { ImportReport } from './ImportReport.tsx'

/** The last step: the import at work, then its report. One that was stopped or refused is back at its recap. */
export function ResultStep() {
  const { t } = useTranslation()
  const { run, job } = useImport()
  if (run.state === 'applying') {
    return (
      <PageBody>
        <ImportJob title={t('imports.result.running')} job={job} kind="apply" />
      </PageBody>
    )
  }
  if (run.state !== 'done' || !run.recap) {
    return <Navigate to={stepRoute.recap} params={{ id: String(run.id) }} replace />
  }
  return <ImportReport run={run} recap={run.recap} />
}

import { IconFileOff } from '@tabler/icons-react'
import { Navigate, Outlet, useChildMatches, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../shared/contract/import.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { BackLink } from '../design/BackLink.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { Stepper } from '../design/Stepper.tsx'
import { formatBytes } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { mappingFaults } from './fields/mapping-faults.ts'
import { ImportContext } from './import-context.ts'
import { currentStep, importSteps, isDraft, isReachable, stepRoute, type ImportStep } from './import-steps.ts'
import { ImportMenu } from './list/ImportMenu.tsx'
import { useImportDraft } from './use-import-draft.ts'
import { useImportQuery } from './use-import-query.ts'

/** One import: its file, its five steps, and the step looked at. */
export function ImportPage() {
  const { t } = useTranslation()
  const id = Number(useParams({ from: '/imports/$id' }).id)
  const { data, error, refetch } = useImportQuery(id)
  if (data) return <Steps key={data.id} saved={data} />
  const isGone = error instanceof ApiProblem && error.status === 404
  return (
    <>
      <PageHeader back={<BackLink to="/imports" label={t('imports.title')} />} title={t('imports.title')} />
      <PageBody>
        {isGone ? (
          <EmptyState icon={IconFileOff} title={t('imports.notFound')}>
            {t('imports.notFoundText')}
          </EmptyState>
        ) : null}
        {error && !isGone ? <ProblemBanner problem={error} onRetry={() => void refetch()} /> : null}
        {error ? null : <SkeletonLines count={8} height={18} />}
      </PageBody>
    </>
  )
}

function Steps({ saved }: { saved: ImportRun }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  // What is on the page, which while another one is on its way is not what the address says.
  const shown = useChildMatches().at(0)?.routeId
  const inHand = useImportDraft(saved)
  const { run } = inHand
  const params = { id: String(run.id) }
  const step = importSteps.find((one) => shown === stepRoute[one])
  const isMapped = mappingFaults(run).length === 0
  const canSee = (one: ImportStep) => isReachable(one, run, isMapped)

  if (!step || !canSee(step)) {
    // An import that was stopped or refused is back at its recap, which says why.
    const to = step === 'result' && canSee('recap') ? 'recap' : currentStep(run)
    return <Navigate to={stepRoute[to]} params={params} replace />
  }
  const at = importSteps.indexOf(step)
  return (
    <ImportContext value={inHand}>
      <PageHeader
        back={<BackLink to="/imports" label={t('imports.title')} />}
        title={run.fileName}
        aside={
          <>
            <span aria-live="polite">
              {run.rows === null ? '' : `${t('imports.rows', { count: run.rows })} · `}
              {formatBytes(run.fileSize, language)}
              {isDraft(run) ? ` · ${t(inHand.isSaving ? 'imports.saving' : 'imports.saved')}` : ''}
            </span>
            <ImportMenu run={run} onDeleted={() => void navigate({ to: '/imports' })} />
          </>
        }
      >
        <Stepper
          label={t('imports.steps.label')}
          current={step}
          steps={importSteps.map((key, place) => ({
            key,
            label: t(`imports.steps.${key}`),
            isDone: place < at || run.state === 'done',
            isReachable: canSee(key),
          }))}
          onGo={(key) => {
            const to = importSteps.find((one) => one === key)
            if (to) void navigate({ to: stepRoute[to], params })
          }}
        />
      </PageHeader>
      <Outlet />
    </ImportContext>
  )
}

import { IconFileOff } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/api-problem.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useJournal } from '../journal-queries.ts'
import { JournalEditor } from './JournalEditor.tsx'

/** One journal by its number: read, then handed to the editor. */
export function JournalPage() {
  const { t } = useTranslation()
  const number = Number(useParams({ from: '/journals/$number' }).number)
  const { data, error, refetch } = useJournal(number)
  if (data) return <JournalEditor key={number} journal={data} />
  const isGone = error instanceof ApiProblem && error.status === 404
  return (
    <>
      <PageHeader
        back={<BackLink to="/journals" label={t('journals.title')} />}
        title={t('journals.one', { number: Number.isNaN(number) ? '' : number })}
      />
      <PageBody>
        {isGone ? <EmptyState icon={IconFileOff} title={t('journals.notFoundTitle')} /> : null}
        {error && !isGone ? <ProblemBanner problem={error} onRetry={() => void refetch()} /> : null}
        {error ? null : <SkeletonLines count={8} height={18} />}
      </PageBody>
    </>
  )
}

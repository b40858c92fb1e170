import { IconFileOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { listRoute } from '../record-paths.ts'
import { RecordEditor } from './RecordEditor.tsx'
import { useRecord } from './use-record.ts'

/** One company or contact: read, then handed to the editor. */
export function RecordPage({ entity, id }: { entity: ListEntity; id: number }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useRecord(entity, id)
  if (data) return <RecordEditor record={data} />
  const isGone = error instanceof ApiProblem && error.code === 'not-found'
  return (
    <>
      <PageHeader back={<BackLink to={listRoute(entity)} label={t(`list.${entity}.title`)} />} title="" />
      <PageBody>
        {isGone ? (
          <EmptyState icon={IconFileOff} title={t('record.notFoundTitle')}>
            {t('record.notFoundText')}
          </EmptyState>
        ) : error ? (
          <ProblemBanner problem={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines count={8} height={18} />
        )}
      </PageBody>
    </>
  )
}

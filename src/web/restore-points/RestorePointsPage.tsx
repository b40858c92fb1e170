import { Button } from '@mantine/core'
import { IconLifebuoy, IconPlus, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRestorePoints } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { LinkButton } from '../design/LinkButton.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { useCan } from '../session/use-session.ts'
import { CreatePointDialog } from './CreatePointDialog.tsx'
import { RestoreDialog, type RestorePoint } from './RestoreDialog.tsx'
import { RestorePointLine } from './RestorePointLine.tsx'
import classes from './restore-points.module.css'

/** Restore points: named moments to which companies and contacts can be taken back. */
export function RestorePointsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const search = useSearch({ from: '/restore-points' })
  const [restoring, setRestoring] = useState<RestorePoint | null>(null)
  const points = useQuery({
    queryKey: queryKeys.restorePoints,
    queryFn: ({ signal }) => call(listRestorePoints, { signal }),
  })
  const setCreating = (isCreating: boolean) =>
    void navigate({ to: '/restore-points', search: isCreating ? { new: true } : {}, replace: true })
  const create = can('changeSet.undo') ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('restorePoints.create')}
    </Button>
  ) : null

  return (
    <>
      <PageHeader
        title={t('restorePoints.title')}
        actions={
          <>
            {can('administration') ? (
              <LinkButton to="/restore-points/settings" variant="default" leftSection={<IconSettings size={16} />}>
                {t('restorePoints.settings.open')}
              </LinkButton>
            ) : null}
            {create}
          </>
        }
      />
      <PageBody width="narrow">
        <p className={classes['text']}>{t('restorePoints.text')}</p>
        <ProblemBanner problem={points.error} onRetry={() => void points.refetch()} />
        {points.isPending ? <SkeletonLines count={6} height={20} /> : null}
        {points.data?.length === 0 ? (
          <EmptyState icon={IconLifebuoy} title={t('restorePoints.none')}>
            {t('restorePoints.noneText')}
          </EmptyState>
        ) : null}
        {points.data && points.data.length > 0 ? (
          <ul className={classes['list']}>
            {points.data.map((point) => (
              <RestorePointLine
                key={point.id}
                point={point}
                onRestore={can('restore') ? () => setRestoring(point) : undefined}
              />
            ))}
          </ul>
        ) : null}
      </PageBody>
      <CreatePointDialog isOpen={search.new === true} onClose={() => setCreating(false)} />
      <RestoreDialog point={restoring} onClose={() => setRestoring(null)} />
    </>
  )
}

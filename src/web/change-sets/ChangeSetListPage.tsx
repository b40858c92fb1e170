import { IconHistory, IconTrash } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'
import { LinkButton } from '../design/LinkButton.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { useCan } from '../session/use-session.ts'
import { ChangeSetFilters } from './ChangeSetFilters.tsx'
import { ChangeSetLine } from './ChangeSetLine.tsx'
import { useChangeSets } from './use-change-sets.ts'
import classes from './change-sets.module.css'

/** Every act that changed records, newest first; by kind, author, day and field. */
export function ChangeSetListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const search = useSearch({ from: '/change-sets' })
  const { pages, changeSets } = useChangeSets(search)
  const isNarrowed = Object.values(search).some((one) => one !== undefined)

  return (
    <>
      <PageHeader
        title={t('changeSets.title')}
        actions={
          can('company.delete') || can('contact.delete') ? (
            <LinkButton to="/recycle-bin" variant="default" leftSection={<IconTrash size={16} />}>
              {t('recycleBin.title')}
            </LinkButton>
          ) : null
        }
      >
        <ChangeSetFilters
          search={search}
          onChange={(change) => void navigate({ to: '/change-sets', search: { ...search, ...change }, replace: true })}
        />
      </PageHeader>
      <PageBody>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
        {pages.isPending ? <SkeletonLines count={8} height={20} /> : null}
        {pages.data && changeSets.length === 0 && !pages.hasNextPage ? (
          <EmptyState icon={IconHistory} title={t(isNarrowed ? 'changeSets.noneOfKind' : 'changeSets.none')}>
            {t('changeSets.noneText')}
          </EmptyState>
        ) : null}
        {changeSets.length > 0 ? (
          <ul className={classes['list']}>
            {changeSets.map((changeSet) => (
              <ChangeSetLine key={changeSet.id} changeSet={changeSet} />
            ))}
          </ul>
        ) : null}
        <LoadMore of={pages} className={classes['more']} />
      </PageBody>
    </>
  )
}

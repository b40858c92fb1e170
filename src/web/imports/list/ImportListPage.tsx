import { IconFileImport, IconFilterOff, IconPlus, IconRepeat } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { useCan } from '../../session/use-session.ts'
import { FileDrop } from '../file/FileDrop.tsx'
import { keepDropped } from '../file/dropped-file.ts'
import { ImportFilters } from './ImportFilters.tsx'
import { ImportLine } from './ImportLine.tsx'
import { useImports } from './use-imports.ts'
import classes from './ImportList.module.css'

/** Imports, newest first, by words, state and subject: drafts to take up again, reports to read. A file dropped here starts a new one. */
export function ImportListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const search = useSearch({ from: '/imports' })
  const { pages, imports } = useImports(search)
  const isNarrowed = Object.values(search).some((one) => one !== undefined)
  const start = (
    <LinkButton to="/imports/new" leftSection={<IconPlus size={16} stroke={2} />}>
      {t('imports.start')}
    </LinkButton>
  )
  const recurring = can('import.source') ? (
    <LinkButton to="/imports/sources" variant="default" leftSection={<IconRepeat size={16} stroke={1.7} />}>
      {t('sources.title')}
    </LinkButton>
  ) : null
  const isNone = pages.data !== undefined && imports.length === 0
  const isEmpty = isNone && !isNarrowed

  return (
    <>
      <PageHeader
        title={t('imports.title')}
        actions={
          <>
            {recurring}
            {isEmpty ? null : start}
          </>
        }
      >
        {isEmpty ? null : (
          <ImportFilters
            search={search}
            onChange={(change) => void navigate({ to: '/imports', search: { ...search, ...change }, replace: true })}
          />
        )}
      </PageHeader>
      <PageBody>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
        {pages.isPending ? <SkeletonLines count={8} height={20} /> : null}
        {isNone && isNarrowed ? <EmptyState icon={IconFilterOff} title={t('imports.noMatch')} /> : null}
        {isEmpty ? (
          <EmptyState icon={IconFileImport} title={t('imports.none')} action={start}>
            {t('imports.noneText')}
          </EmptyState>
        ) : null}
        {imports.length > 0 ? (
          <ul className={classes['list']}>
            {imports.map((run) => (
              <ImportLine key={run.id} run={run} />
            ))}
          </ul>
        ) : null}
        <LoadMore of={pages} className={classes['more']} />
      </PageBody>
      <FileDrop
        onFile={(file) => {
          keepDropped(file)
          void navigate({ to: '/imports/new' })
        }}
      />
    </>
  )
}

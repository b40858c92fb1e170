import { IconFileImport, IconPlus, IconRepeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listImports } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useCan } from '../../session/use-session.ts'
import { FileDrop } from '../file/FileDrop.tsx'
import { keepDropped } from '../file/dropped-file.ts'
import { ImportLine } from './ImportLine.tsx'
import classes from './ImportList.module.css'

/** Every import, newest first: drafts to take up again, reports to read. A file dropped here starts a new one. */
export function ImportListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...queryKeys.imports, 'list'],
    queryFn: ({ signal }) => call(listImports, { signal }),
  })
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
  const isEmpty = data?.length === 0

  return (
    <>
      <PageHeader
        title={t('imports.title')}
        aside={data && !isEmpty ? t('imports.listed', { count: data.length }) : null}
        actions={
          <>
            {recurring}
            {isEmpty ? null : start}
          </>
        }
      />
      <PageBody>
        <ProblemBanner problem={error} onRetry={() => void refetch()} />
        {isPending ? <SkeletonLines count={8} height={20} /> : null}
        {isEmpty ? (
          <EmptyState icon={IconFileImport} title={t('imports.none')} action={start}>
            {t('imports.noneText')}
          </EmptyState>
        ) : null}
        {data && !isEmpty ? (
          <ul className={classes['list']}>
            {data.map((run) => (
              <ImportLine key={run.id} run={run} />
            ))}
          </ul>
        ) : null}
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

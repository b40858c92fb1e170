import { IconFolderSearch, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../design/BackLink.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { SourceLine } from './SourceLine.tsx'
import { useSources } from './source-queries.ts'
import classes from './sources.module.css'

/** The sources of recurring imports: what each is, what it did last and when it looks next. */
export function SourceListPage() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useSources()
  const add = (
    <LinkButton to="/imports/sources/new" leftSection={<IconPlus size={16} stroke={2} />}>
      {t('sources.add')}
    </LinkButton>
  )
  const isEmpty = data?.length === 0
  return (
    <>
      <PageHeader
        back={<BackLink to="/imports" label={t('imports.title')} />}
        title={t('sources.title')}
        actions={isEmpty ? null : add}
      />
      <PageBody>
        <p className={classes['text']}>{t('sources.text')}</p>
        <ProblemBanner problem={error} onRetry={() => void refetch()} />
        {isPending ? <SkeletonLines count={4} height={20} /> : null}
        {isEmpty ? (
          <EmptyState icon={IconFolderSearch} title={t('sources.none')} action={add}>
            {t('sources.noneText')}
          </EmptyState>
        ) : null}
        {data && !isEmpty ? (
          <ul className={classes['list']}>
            {data.map((source) => (
              <SourceLine key={source.id} source={source} />
            ))}
          </ul>
        ) : null}
      </PageBody>
    </>
  )
}

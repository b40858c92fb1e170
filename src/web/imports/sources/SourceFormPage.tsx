import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportSource } from '../../../shared/contract/import-source.contract.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { SourceForm } from './SourceForm.tsx'
import { useSource } from './source-queries.ts'

/** A new source. */
export function NewSourcePage() {
  const { t } = useTranslation()
  const open = useOpenSource()
  return (
    <>
      <PageHeader back={<BackLink to="/imports/sources" label={t('sources.back')} />} title={t('sources.new')} />
      <PageBody width="narrow">
        <SourceForm source={undefined} onSaved={open} />
      </PageBody>
    </>
  )
}

/** A source to be changed. */
export function EditSourcePage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/imports/sources/$id/edit' })
  const { data: source, error, refetch } = useSource(Number(id))
  const open = useOpenSource()
  return (
    <>
      <PageHeader
        back={<BackLink to="/imports/sources/$id" params={{ id }} label={source?.name ?? t('sources.back')} />}
        title={source ? t('sources.editTitle', { name: source.name }) : t('sources.title')}
      />
      <PageBody width="narrow">
        <ProblemBanner problem={error} onRetry={() => void refetch()} />
        {source ? (
          <SourceForm key={source.id} source={source} onSaved={open} />
        ) : error ? null : (
          <SkeletonLines count={8} height={20} />
        )}
      </PageBody>
    </>
  )
}

function useOpenSource() {
  const navigate = useNavigate()
  return ({ id }: ImportSource) => void navigate({ to: '/imports/sources/$id', params: { id: String(id) } })
}

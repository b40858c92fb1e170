import { Button } from '@mantine/core'
import { IconPencil, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  runImportSource,
  testImportSource,
  type ImportSource,
} from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { StatusDot } from '../../design/StatusDot.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import { SourceMenu } from './SourceMenu.tsx'
import { SourceRuns } from './SourceRuns.tsx'
import { SourceTestCard } from './SourceTestCard.tsx'
import { sourcesKey, useSource } from './source-queries.ts'
import { stateOf, stateTones } from './use-source-text.ts'

/** One source: what it is, a test, a run at once, and what its runs did. */
export function SourcePage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/imports/sources/$id' })
  const { data: source, error, refetch } = useSource(Number(id))
  const state = source && stateOf(source)
  return (
    <>
      <PageHeader
        back={<BackLink to="/imports/sources" label={t('sources.back')} />}
        title={source?.name ?? t('sources.title')}
        aside={state ? <StatusDot tone={stateTones[state]} label={t(`sources.state.${state}`)} /> : null}
        actions={source ? <Actions source={source} /> : null}
      />
      <PageBody>
        <ProblemBanner problem={error} onRetry={() => void refetch()} />
        {source ? (
          <>
            {/* Made anew by a run: what a test found before is no longer what lies there. */}
            <FactsAndTest key={`${source.id} ${source.lastRunAt}`} source={source} />
            <SourceRuns source={source} />
          </>
        ) : error ? null : (
          <SkeletonLines count={6} height={20} />
        )}
      </PageBody>
    </>
  )
}

function Actions({ source }: { source: ImportSource }) {
  const { t } = useTranslation()
  const { id, isRunning } = source
  const run = useAct(() => call(runImportSource, { params: { id } }), {
    stale: [sourcesKey],
    said: t('sources.runStarted'),
  })
  return (
    <>
      <LinkButton
        to="/imports/sources/$id/edit"
        params={{ id: String(id) }}
        variant="default"
        leftSection={<IconPencil size={16} stroke={1.7} />}
      >
        {t('sources.edit')}
      </LinkButton>
      <Button
        leftSection={<IconPlayerPlay size={16} stroke={1.7} />}
        loading={run.isPending || isRunning}
        onClick={() => run.mutate(undefined)}
      >
        {t('sources.run')}
      </Button>
      <SourceMenu source={source} />
    </>
  )
}

function FactsAndTest({ source }: { source: ImportSource }) {
  const { t } = useTranslation()
  const test = useAct(() => call(testImportSource, { params: { id: source.id } }), {
    stale: [[...sourcesKey, source.id]],
    isProblemShown: true,
  })
  return (
    <>
      {source.trouble && !test.isSuccess ? <ProblemBanner problem={new Error(source.trouble.message)} /> : null}
      <SourceFacts
        source={source}
        action={
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlugConnected size={15} stroke={1.7} />}
            loading={test.isPending}
            onClick={() => test.mutate(undefined)}
          >
            {t('sources.test')}
          </Button>
        }
      />
      <ProblemBanner problem={test.error} />
      {test.data ? <SourceTestCard result={test.data} /> : null}
    </>
  )
}

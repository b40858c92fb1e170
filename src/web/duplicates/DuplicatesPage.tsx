import { Button, SegmentedControl } from '@mantine/core'
import { IconCopyCheck, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  leastPairScore,
  surePairScore,
  usualPairScore,
  type DuplicateSearch,
} from '../../shared/contract/duplicate.contract.ts'
import { likenessReasons } from '../../shared/duplicates/likeness-reasons.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { useCan } from '../session/use-session.ts'
import { useStepText } from '../shell/use-step-text.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import type { DuplicateListSearch } from './duplicate-routes.ts'
import { PairLine } from './PairLine.tsx'
import { useDecision, useDuplicates, useSearchDuplicates } from './use-duplicates.ts'
import classes from './duplicates.module.css'

const scores = { all: leastPairScore, likely: usualPairScore, sure: surePairScore } as const
type ScoreName = keyof typeof scores

/** Records that may be one, the likeliest first: compared and merged, or set aside. */
export function DuplicatesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const search: DuplicateListSearch = useSearch({ from: '/duplicates' })
  const entity = search.entity ?? (can('company.see') ? 'company' : 'contact')
  const score = search.score ?? usualPairScore
  const { pages, total } = useDuplicates(entity, { score, ...(search.ignored ? { ignored: 'true' } : {}) })
  const start = useSearchDuplicates(entity)
  const decide = useDecision(entity)
  const told = pages.data?.pages[0]?.search
  const pairs = pages.data?.pages.flatMap((page) => page.pairs) ?? []
  const job = useJob(told?.endedAt === null ? told.job : null)
  const isSearching = told?.endedAt === null && !(job && isEnded(job))
  const go = (change: Partial<DuplicateListSearch>) =>
    void navigate({ to: '/duplicates', search: { ...search, entity, ...change }, replace: true })
  const scoreName = (Object.keys(scores) as ScoreName[]).find((name) => scores[name] === score) ?? 'likely'

  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        aside={total === undefined || !told ? undefined : t('duplicates.count', { count: total })}
        actions={
          <Button
            leftSection={<IconSearch size={15} />}
            loading={start.isPending}
            disabled={isSearching}
            onClick={() => start.mutate()}
          >
            {t(told ? 'duplicates.searchAgain' : 'duplicates.search')}
          </Button>
        }
      >
        <div className={classes['tools']}>
          <SegmentedControl
            aria-label={t('duplicates.entity')}
            value={entity}
            data={(['company', 'contact'] as const)
              .filter((one) => can(`${one}.see`))
              .map((value) => ({ value, label: t(`duplicates.${value}`) }))}
            onChange={(value) => go({ entity: value === 'contact' ? 'contact' : 'company' })}
          />
          <SegmentedControl
            aria-label={t('duplicates.score')}
            value={scoreName}
            data={(Object.keys(scores) as ScoreName[]).map((value) => ({
              value,
              label: t(`duplicates.scores.${value}`),
            }))}
            onChange={(value) => go({ score: scores[value] })}
          />
          <SegmentedControl
            aria-label={t('duplicates.state')}
            value={search.ignored ? 'ignored' : 'open'}
            data={(['open', 'ignored'] as const).map((value) => ({ value, label: t(`duplicates.${value}`) }))}
            onChange={(value) => go({ ignored: value === 'ignored' ? true : undefined })}
          />
        </div>
      </PageHeader>
      <PageBody>
        <div className={classes['page']}>
          <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
          {told ? <SearchState search={told} isSearching={isSearching} /> : null}
          {pages.isPending ? <SkeletonLines count={8} height={34} /> : null}
          {pages.data && pairs.length === 0 && !isSearching ? (
            <EmptyState
              icon={IconCopyCheck}
              title={t(told ? (search.ignored ? 'duplicates.noneIgnored' : 'duplicates.none') : 'duplicates.never')}
            >
              {t(told ? 'duplicates.noneText' : 'duplicates.neverText')}
            </EmptyState>
          ) : null}
          {pairs.length > 0 ? (
            <ul className={classes['list']}>
              {pairs.map((pair) => (
                <PairLine
                  key={pair.records.map(({ id }) => id).join('-')}
                  entity={entity}
                  pair={pair}
                  onDecide={(isDuplicate) => decide.mutate({ pair, isDuplicate })}
                />
              ))}
            </ul>
          ) : null}
          <LoadMore of={pages} />
        </div>
      </PageBody>
    </>
  )
}

/** When was searched, how far it is, and what was too widespread to be compared. */
function SearchState({ search, isSearching }: { search: DuplicateSearch; isSearching: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const job = useJob(search.job)
  const stepOf = useStepText()
  if (isSearching) {
    return (
      <div>
        <ProgressBar share={job?.state === 'running' ? job.progress : null} label={t('duplicates.searching')} />
        <p className={classes['quiet']}>{[stepOf(job), t('reversal.mayLeave')].filter(Boolean).join(' · ')}</p>
      </div>
    )
  }
  const skipped = search.skipped.map(({ reason, blocks, records }) =>
    t('duplicates.skippedKey', { count: blocks, records, reason: likenessReasons[reason][language] }),
  )
  return (
    <div className={classes['quiet']}>
      <p>{t('duplicates.asOf', { at: formatMoment(search.startedAt, language) })}</p>
      {skipped.length > 0 ? (
        <p>
          {t('duplicates.skipped')} {skipped.join(' · ')}
        </p>
      ) : null}
    </div>
  )
}

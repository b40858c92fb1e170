import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listImportSourceRuns, type ImportSource } from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'
import { Card } from '../../design/Card.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { SourceFileLine } from './SourceFileLine.tsx'
import { sourcesKey } from './source-queries.ts'
import classes from './sources.module.css'

/** What the runs of a source did, newest first, each with its files and their imports. */
export function SourceRuns({ source: { id, isRunning, lastRunAt } }: { source: ImportSource }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const pages = useInfiniteQuery({
    // Asked anew when a run has ended.
    queryKey: [...sourcesKey, id, 'runs', isRunning, lastRunAt],
    queryFn: ({ signal, pageParam }) =>
      call(listImportSourceRuns, { params: { id }, query: { before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const { data, error, hasNextPage, isPending, refetch } = pages
  const runs = data?.pages.flatMap((page) => page.runs) ?? []
  return (
    <Card title={t('sources.history.title')} isFlush>
      <ProblemBanner problem={error} onRetry={() => void refetch()} />
      {isPending ? (
        <div className={classes['padded']}>
          <SkeletonLines count={3} height={20} />
        </div>
      ) : null}
      {data && runs.length === 0 ? <p className={classes['nothing']}>{t('sources.history.none')}</p> : null}
      <ol className={classes['runs']}>
        {runs.map((run) => (
          <li key={run.id} className={classes['run']}>
            <div className={classes['when']}>
              <time dateTime={run.startedAt}>{formatMoment(run.startedAt, language)}</time>
              <span className={classes['quiet']}>{t(`sources.history.${run.trigger}`)}</span>
            </div>
            <div className={classes['main']}>
              {run.error ? <span className={classes['error']}>{run.error.message}</span> : null}
              {run.files.length > 0 ? (
                <ul className={classes['files']}>
                  {run.files.map((file) => (
                    <SourceFileLine key={file.id} file={file} />
                  ))}
                </ul>
              ) : run.error ? null : (
                <span className={classes['quiet']}>
                  {run.endedAt === null ? t('sources.state.running') : t('sources.history.nothing')}
                </span>
              )}
              {run.growing > 0 ? (
                <span className={classes['quiet']}>{t('sources.history.growing', { count: run.growing })}</span>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <div className={classes['padded']}>
          <LoadMore of={pages} />
        </div>
      ) : null}
    </Card>
  )
}

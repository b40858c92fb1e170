import { Button } from '@mantine/core'
import { IconArrowBackUp, IconHistoryOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getChangeSet } from '../../shared/contract/change-set.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { BackLink } from '../design/BackLink.tsx'
import { Card } from '../design/Card.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { SeverityTag } from '../design/SeverityTag.tsx'
import { UndoDialog } from '../reversal/UndoDialog.tsx'
import { useCan } from '../session/use-session.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { ChangeList } from './ChangeList.tsx'
import { FieldBars } from './FieldBars.tsx'
import { useEffectText } from './use-effect-text.ts'
import classes from './change-sets.module.css'

/** One change set: what it did, record by record, and how to take it back. */
export function ChangeSetPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const effectOf = useEffectText()
  const id = Number(useParams({ from: '/change-sets/$id' }).id)
  const [isUndoing, setUndoing] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.changeSets, id],
    queryFn: ({ signal }) => call(getChangeSet, { params: { id }, signal }),
  })
  const back = <BackLink to="/change-sets" label={t('shell.changeSets')} />

  if (!data) {
    const isGone = error instanceof ApiProblem && error.status === 404
    return (
      <>
        <PageHeader back={back} title={t('changeSets.one', { id })} />
        <PageBody>
          {isGone ? <EmptyState icon={IconHistoryOff} title={t('changeSets.notFoundTitle')} /> : null}
          {error && !isGone ? <ProblemBanner problem={error} onRetry={() => void refetch()} /> : null}
          {error ? null : <SkeletonLines count={8} height={18} />}
        </PageBody>
      </>
    )
  }
  return (
    <>
      <PageHeader
        back={back}
        title={[t(`changeSets.kind.${data.kind}`), data.source].filter(Boolean).join(' · ')}
        aside={
          <>
            <span>
              {t('changeSets.one', { id })} · {data.author} · {formatMoment(data.at, language)}
            </span>
            {data.undoneBy === null ? null : (
              <Link to="/change-sets/$id" params={{ id: String(data.undoneBy) }}>
                <SeverityTag severity="gray">{t('changeSets.undoneBy', { id: data.undoneBy })}</SeverityTag>
              </Link>
            )}
            {data.undoes === null ? null : (
              <Link to="/change-sets/$id" params={{ id: String(data.undoes) }}>
                <SeverityTag severity="gray">{t('changeSets.undoes', { id: data.undoes })}</SeverityTag>
              </Link>
            )}
          </>
        }
        actions={
          can('changeSet.undo') && data.undoneBy === null && !data.isForgotten ? (
            <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setUndoing(true)}>
              {t('changeSets.undo')}
            </Button>
          ) : null
        }
      />
      <PageBody>
        <div className={classes['layout']}>
          {data.isForgotten ? (
            <EmptyState icon={IconHistoryOff} title={t('changeSets.forgotten')}>
              {t('changeSets.forgottenText')}
            </EmptyState>
          ) : (
            <ChangeList id={id} counts={data.counts} />
          )}
          <div className={classes['side']}>
            <Card title={t('changeSets.columns.effect')}>
              <ul className={classes['counts']}>
                {effectOf(data)
                  .split(' · ')
                  .map((line) => (
                    <li key={line}>{line}</li>
                  ))}
              </ul>
            </Card>
            {Object.keys(data.fields).length > 0 ? (
              <Card title={t('changeSets.byField')}>
                <FieldBars fields={data.fields} />
              </Card>
            ) : null}
            {data.comment ? (
              <Card title={t('changeSets.comment')}>
                <p className={classes['comment']}>{data.comment}</p>
              </Card>
            ) : null}
          </div>
        </div>
      </PageBody>
      <UndoDialog changeSet={id} isOpen={isUndoing} onClose={() => setUndoing(false)} />
    </>
  )
}

import { Button } from '@mantine/core'
import { IconArrowRight, IconRefresh } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PageBody } from '../../design/PageBody.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useImport } from '../import-context.ts'
import { stepRoute } from '../import-steps.ts'
import { ImportJob } from '../ImportJob.tsx'
import { JobFailure } from '../JobFailure.tsx'
import { StepBack } from '../StepBack.tsx'
import { StepFooter } from '../StepFooter.tsx'
import { CheckBoard } from './CheckBoard.tsx'
import { useCorrections } from './use-corrections.ts'
import { useRecheck } from './use-recheck.ts'
import classes from './check.module.css'

/** The third step: every row checked; what is wrong, by kind and row by row, corrected or skipped here. */
export function CheckStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/imports/$id/check' })
  const { run, job, isWorking, plan, planProblem } = useImport()
  const corrections = useCorrections(run)
  const isAuto = useRecheck(corrections.stamp, corrections.isSending)
  const asked = useRef(false)
  const isUnchecked = run.recap === null && !isWorking && run.error === null && job?.state !== 'cancelled'

  useEffect(() => {
    if (!isUnchecked || asked.current) return
    asked.current = true
    void plan().catch(() => undefined)
    // oxlint-disable-next-line react/exhaustive-deps -- once: what was left unchecked is checked on coming here
  }, [isUnchecked])

  const params = { id: String(run.id) }
  const again = () => void plan().catch(() => undefined)
  if (!run.recap) {
    return (
      <>
        <PageBody>
          <ProblemBanner problem={planProblem} onRetry={again} />
          {isWorking ? (
            <ImportJob title={t('imports.check.running')} job={job} kind="plan" />
          ) : (
            <JobFailure run={run} job={job} onAgain={again} />
          )}
        </PageBody>
        <StepFooter back={<StepBack id={run.id} step="fields" />} />
      </>
    )
  }
  const { refused } = run.recap
  const isStale = run.isStale || isWorking
  const staleText = isWorking
    ? t('imports.check.checking')
    : t(isAuto ? 'imports.check.staleSoon' : 'imports.check.stale')
  return (
    <>
      {planProblem || (run.error && !isWorking) ? (
        <div className={classes['banner']}>
          <ProblemBanner problem={planProblem} onRetry={again} />
          {isWorking ? null : <JobFailure run={run} job={job} onAgain={again} />}
        </div>
      ) : null}
      <CheckBoard
        recap={run.recap}
        search={search}
        corrections={corrections}
        onSearch={(next) => void navigate({ to: stepRoute.check, params, search: next, replace: true })}
      />
      <StepFooter
        back={<StepBack id={run.id} step="fields" />}
        note={
          corrections.said || isStale ? (
            <span className={classes['note']}>
              {corrections.said}
              {corrections.said ? (
                <Button size="compact-xs" variant="default" onClick={corrections.undo}>
                  {t('common.undo')}
                </Button>
              ) : null}
              {isStale ? staleText : null}
            </span>
          ) : null
        }
        next={
          <>
            {run.isStale && !isWorking ? (
              <Button variant="default" leftSection={<IconRefresh size={15} stroke={1.8} />} onClick={again}>
                {t('imports.check.again')}
              </Button>
            ) : null}
            <Button
              disabled={isStale || run.state !== 'planned'}
              rightSection={<IconArrowRight size={15} stroke={1.8} />}
              onClick={() => void navigate({ to: stepRoute.recap, params })}
            >
              {refused > 0 ? t('imports.check.nextAnyway', { count: refused }) : t('imports.check.next')}
            </Button>
          </>
        }
      />
    </>
  )
}

import { IconFileTypeCsv } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../../shared/contract/import.contract.ts'
import { isEnded, useJob } from '../../api/job-events.ts'
import { useEffectText } from '../../change-sets/use-effect-text.ts'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { StatusDot, type Tone } from '../../design/StatusDot.tsx'
import { formatBytes, formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { rowCounts } from '../check/row-counts.ts'
import { currentStep, stepRoute } from '../import-steps.ts'
import { shareOf } from '../job-steps.ts'
import { ImportMenu } from './ImportMenu.tsx'
import classes from './ImportList.module.css'

const tones: Record<ImportRun['state'], { tone: Tone; isHollow?: boolean }> = {
  uploaded: { tone: 'gray', isHollow: true },
  staged: { tone: 'gray', isHollow: true },
  planned: { tone: 'amber', isHollow: true },
  applying: { tone: 'blue' },
  done: { tone: 'green' },
  failed: { tone: 'red' },
  cancelled: { tone: 'gray' },
}

/** One import: file, state, what it did or would do, who and when. */
export function ImportLine({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const effectOf = useEffectText()
  const job = useJob(run.job)
  const isUndone = run.undoneBy !== null
  const effect = run.recap && run.state === 'done' ? effectOf({ counts: run.recap.records }) : null
  const checked =
    run.recap && run.state === 'planned'
      ? (['red', 'yellow', 'ready'] as const).flatMap((kind) => {
          const count = rowCounts(run.recap!)[kind]
          return count > 0 ? [t(`imports.check.${kind}`, { count })] : []
        })
      : []
  const size = [
    run.rows === null ? null : t('imports.rows', { count: run.rows }),
    formatBytes(run.fileSize, language),
  ].filter(Boolean)

  return (
    <li className={classes['line']} data-undone={isUndone || undefined}>
      <span className={classes['sign']}>
        <IconFileTypeCsv size={17} stroke={1.6} aria-hidden />
      </span>
      <div className={classes['main']}>
        <div className={classes['title']}>
          <Link to={stepRoute[currentStep(run)]} params={{ id: String(run.id) }} className={classes['name']}>
            {run.fileName}
          </Link>
          {isUndone ? (
            <StatusDot tone="gray" label={t('imports.undone')} />
          ) : (
            <StatusDot {...tones[run.state]} label={t(`imports.state.${run.state}`)} />
          )}
        </div>
        <span className={classes['quiet']}>
          {[t(`changeSets.entities.${run.entity}`), ...size, ...checked, effect, run.settings.note]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {job && !isEnded(job) ? (
          <ProgressBar share={job.state === 'running' ? shareOf(job) : null} label={run.fileName} />
        ) : null}
        {run.error && run.state !== 'done' ? <span className={classes['error']}>{run.error.message}</span> : null}
      </div>
      <div className={classes['who']}>
        <span>{run.author}</span>
        <time dateTime={run.createdAt}>{formatMoment(run.createdAt, language)}</time>
      </div>
      <div className={classes['menu']}>
        <ImportMenu run={run} />
      </div>
    </li>
  )
}

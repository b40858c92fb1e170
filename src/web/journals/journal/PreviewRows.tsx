import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JournalPreview } from '../../../shared/contract/journal.contract.ts'
import { findJournalField } from '../../../shared/journals/operations.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { recordRoute } from '../../records/record-paths.ts'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { JournalFile } from '../journal-queries.ts'
import { ChangeText } from './ChangeText.tsx'
import { usePreviewRows } from './use-preview.ts'
import classes from './Journal.module.css'

const outcomes = ['change', 'unchanged', 'refused'] as const

type Props = { journal: JournalFile; preview: JournalPreview; madeAt: number }

/** Before → after of the preview, by outcome, a page at a time. */
export function PreviewRows({ journal, preview, madeAt }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { number, entity } = journal
  const [outcome, setOutcome] = useState(outcomes.find((one) => preview[one] > 0) ?? 'change')
  const { pages, rows, references } = usePreviewRows(number, outcome, madeAt)
  const field = journal.field === null ? undefined : findJournalField(entity, journal.field)?.field

  return (
    <>
      <SegmentedControl
        aria-label={t('journals.preview.outcome')}
        value={outcome}
        data={outcomes.map((one) => ({
          value: one,
          label: `${t(`journals.preview.outcomes.${one}`)} ${formatCount(preview[one], language)}`,
        }))}
        onChange={(chosen) => setOutcome(outcomes.find((one) => one === chosen) ?? outcome)}
      />
      <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
      {pages.isPending ? <SkeletonLines count={8} height={16} /> : null}
      {pages.isSuccess && rows.length === 0 ? <p className={classes['quiet']}>{t('journals.preview.none')}</p> : null}
      {rows.length > 0 ? (
        <ul className={classes['rows']}>
          {rows.map(({ id, label, hint, before, after, reason }) => (
            <li key={id} className={classes['row']}>
              <span className={classes['rowName']}>
                <Link to={recordRoute(entity)} params={{ id: String(id) }} className={classes['link']}>
                  {label || '—'}
                </Link>
                <span className={classes['quiet']}>{hint}</span>
              </span>
              <span className={classes['rowChange']}>
                <ChangeText
                  field={field}
                  before={before}
                  after={after}
                  isUnchanged={outcome === 'unchanged'}
                  references={references}
                />
                {reason ? <span className={classes['rowReason']}>{reason}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <LoadMore of={pages} />
    </>
  )
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { IconAlertTriangle, IconBan, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { told } from './row-height.ts'
import type { CheckedRow } from './use-check-queries.ts'
import classes from './grid.module.css'

type Props = {
  row: CheckedRow
  span: number
  /** Whether Tab comes to its buttons: those of the row that the keys are in. */
  isActive: boolean
  /** Updates the record that resembles the row in place of creating one, or none any more; absent where rows only add. */
  onChoose?: ((row: CheckedRow, record: number | null) => void) | undefined
}

/** Under the cells of a row: the record it was said to update, and its problems in words, the worst first. */
export function RowMessages({ row, span, isActive, onChoose }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (row.isSkipped || (row.problems.length === 0 && !row.choice)) return null
  const tabIndex = isActive ? 0 : -1
  const sorted = row.problems.toSorted((one, other) => one.severity.localeCompare(other.severity))
  const left = sorted.length - told
  return (
    <div role="gridcell" aria-colspan={span} className={classes['messages']}>
      {row.choice ? (
        <span className={classes['message']}>
          <IconPencil size={13} stroke={2} aria-hidden />
          <span className={classes['messageText']}>{t('imports.check.updates', { label: row.choice.label })}</span>
          {onChoose ? (
            <button type="button" tabIndex={tabIndex} className={classes['choose']} onClick={() => onChoose(row, null)}>
              {t('imports.check.notThisOne')}
            </button>
          ) : null}
        </span>
      ) : null}
      {sorted.slice(0, told).map((problem, place) => {
        const Sign = problem.severity === 'red' ? IconBan : IconAlertTriangle
        return (
          <span
            key={`${problem.code}-${problem.columnIndex}`}
            className={classes['message']}
            data-severity={problem.severity}
          >
            <Sign size={13} stroke={2} aria-hidden />
            {problem.column ? <strong>{problem.column}</strong> : null}
            <span className={classes['messageText']}>
              {language === 'fr' ? frenchSpaces(problem.message) : problem.message}
            </span>
            {problem.candidate && onChoose ? (
              <button
                type="button"
                tabIndex={tabIndex}
                className={classes['choose']}
                onClick={() => problem.candidate && onChoose(row, problem.candidate.id)}
              >
                {t('imports.check.updateInstead', { label: problem.candidate.label })}
              </button>
            ) : null}
            {left > 0 && place === told - 1 ? ` ${t('imports.check.more', { count: left })}` : null}
          </span>
        )
      })}
    </div>
  )
}

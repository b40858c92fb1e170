/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { IconAlertTriangle, IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { told } from './row-height.ts'
import type { CheckedRow } from './use-check-queries.ts'
import classes from './grid.module.css'

type Props = {
  row: CheckedRow
  span: number
  /** Updates the record that resembles the row in place of creating one; absent where rows only add. */
  onChoose?: ((row: CheckedRow, record: number) => void) | undefined
}

/** The problems of a row in words, under its cells, the worst first. */
export function RowMessages({ row, span, onChoose }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (row.isSkipped || row.problems.length === 0) return null
  const sorted = row.problems.toSorted((one, other) => one.severity.localeCompare(other.severity))
  const left = sorted.length - told
  return (
    <div role="gridcell" aria-colspan={span} className={classes['messages']}>
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
                tabIndex={-1}
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

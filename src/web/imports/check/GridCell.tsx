/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { CellEditor } from './CellEditor.tsx'
import type { FileGridColumn } from './grid-columns.ts'
import type { CheckedRow } from './use-check-queries.ts'
import classes from './grid.module.css'

type Props = {
  row: CheckedRow
  column: FileGridColumn
  at: string
  tabIndex: number
  isEdited: boolean
  onPress: () => void
  onEdit: () => void
  onCommit: (to: string | null | undefined) => void
}

/** One cell: its text, what is wrong with it, and its editor while it is edited. */
export function GridCell({ row, column, at, tabIndex, isEdited, onPress, onEdit, onCommit }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const text = row.cells[column.column] ?? ''
  const problems = row.isSkipped ? [] : row.problems.filter((one) => one.columnIndex === column.column)
  const worst = problems.some(({ severity }) => severity === 'red') ? 'red' : problems.length > 0 ? 'yellow' : undefined
  const isCorrected = row.corrected.includes(column.column)
  const message = problems.map((one) => (language === 'fr' ? frenchSpaces(one.message) : one.message)).join(' ')
  if (isEdited) {
    return (
      <div role="gridcell" className={classes['editing']}>
        <CellEditor
          label={t('imports.check.editCell', { header: column.header, row: row.row })}
          target={column.target}
          text={text}
          onDone={onCommit}
        />
      </div>
    )
  }
  const cell = (
    <div
      role="gridcell"
      className={classes['cell']}
      data-at={at}
      data-fault={worst}
      data-corrected={isCorrected || undefined}
      aria-invalid={worst === 'red' || undefined}
      tabIndex={tabIndex}
      onFocus={onPress}
      onDoubleClick={onEdit}
    >
      {message || isCorrected ? (
        <span className="visually-hidden">
          {[isCorrected ? t('imports.check.corrected') : '', message].filter(Boolean).join(' · ')}
        </span>
      ) : null}
      {text === '' ? (
        <span className={classes['empty']}>{worst ? t('common.empty') : ''}</span>
      ) : (
        <span className={classes['text']} title={worst ? undefined : text}>
          {text}
        </span>
      )}
    </div>
  )
  if (message === '') return cell
  return (
    <Tooltip label={message} multiline maw={320} events={{ hover: true, focus: true, touch: true }} openDelay={200}>
      {cell}
    </Tooltip>
  )
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { ActionIcon } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconCircleMinus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FileGridColumn } from './grid-columns.ts'
import { GridCell } from './GridCell.tsx'
import { RowMessages } from './RowMessages.tsx'
import { stateOf } from './row-state.ts'
import type { RowBracket } from './row-bracket.ts'
import type { CheckedRow } from './use-check-queries.ts'
import { ownColumns } from './use-cell-focus.ts'
import classes from './grid.module.css'

const signs = {
  red: IconBan,
  yellow: IconAlertTriangle,
  green: IconCheck,
  gray: IconCircleMinus,
  pending: IconCircleDashed,
}

type Props = {
  index: number
  row: CheckedRow | undefined
  bracket: RowBracket
  columns: readonly FileGridColumn[]
  template: string
  top: number
  height: number
  /** The place of the cell that Tab comes to; null when it is in another row. */
  activeColumn: number | null
  /** The file column being edited in this row. */
  edited: number | undefined
  onPress: (column: number) => void
  onEdit: (column: number) => void
  onCommit: (row: CheckedRow, column: number, to: string | null | undefined) => void
  onSkip: (row: CheckedRow) => void
  onChoose?: ((row: CheckedRow, record: number | null) => void) | undefined
}

/** One row: its number and state, what becomes of it, its cells, and its problems under them. */
export function GridRow(props: Props) {
  const { index, row, bracket, columns, template, top, height, activeColumn } = props
  const { t } = useTranslation()
  const style = { height, transform: `translateY(${top}px)`, '--height': `${height}px` }
  if (!row) {
    return (
      <div role="row" className={classes['row']} style={style} aria-rowindex={index + 2}>
        <span role="gridcell" className={classes['wait']}>
          <span className="visually-hidden">{t('common.loading')}</span>
        </span>
      </div>
    )
  }
  const severity = stateOf(row)
  const Sign = signs[severity]
  const tabIndexOf = (column: number) => (activeColumn === column ? 0 : -1)
  const outcome =
    severity === 'pending' || row.outcome === null
      ? t('imports.check.pending')
      : t(`imports.check.outcomes.${row.isSkipped ? 'skipped' : row.outcome}`)
  const state = severity === 'yellow' ? t('imports.check.toCheck') : outcome

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes['row']}
      data-severity={severity}
      data-skipped={severity === 'gray' || undefined}
      style={style}
    >
      <div className={classes['cells']} role="presentation" style={{ gridTemplateColumns: template }}>
        <div
          role="rowheader"
          className={classes['first']}
          data-bracket={bracket}
          data-at={`${index}-0`}
          tabIndex={tabIndexOf(0)}
          onFocus={() => props.onPress(0)}
          title={state}
        >
          <Sign size={15} stroke={2} className={classes['sign']} aria-label={state} />
          <span className={classes['number']} title={row.sheet ?? undefined}>
            {row.sheet === null ? row.line : `${row.sheet} ${row.line}`}
          </span>
          {bracket === 'middle' || bracket === 'last' ? (
            <span className="visually-hidden">{t('imports.check.sameRecord')}</span>
          ) : null}
          <ActionIcon
            size={26}
            tabIndex={-1}
            className={classes['skip']}
            data-on={row.isSkipped || undefined}
            aria-label={t(row.isSkipped ? 'imports.check.takeBack' : 'imports.check.skipRow', { row: row.line })}
            title={t(row.isSkipped ? 'imports.check.takeBack' : 'imports.check.skipRow', { row: row.line })}
            onClick={() => props.onSkip(row)}
          >
            {row.isSkipped ? <IconArrowBackUp size={15} stroke={1.8} /> : <IconCircleMinus size={15} stroke={1.8} />}
          </ActionIcon>
        </div>
        <div
          role="gridcell"
          className={classes['outcome']}
          data-at={`${index}-1`}
          tabIndex={tabIndexOf(1)}
          onFocus={() => props.onPress(1)}
        >
          {outcome}
        </div>
        {columns.map((column, place) => (
          <GridCell
            key={column.column}
            row={row}
            column={column}
            at={`${index}-${place + ownColumns}`}
            tabIndex={tabIndexOf(place + ownColumns)}
            isEdited={props.edited === column.column}
            onPress={() => props.onPress(place + ownColumns)}
            onEdit={() => props.onEdit(place + ownColumns)}
            onCommit={(to) => props.onCommit(row, column.column, to)}
          />
        ))}
      </div>
      <RowMessages
        row={row}
        span={columns.length + ownColumns}
        isActive={activeColumn !== null}
        onChoose={props.onChoose}
      />
    </div>
  )
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- rows that are placed one by one cannot be those of a <table> */
import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconListSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useImport } from '../import-context.ts'
import type { CheckSearch } from '../import-search.ts'
import { gridColumns } from './grid-columns.ts'
import { GridRow } from './GridRow.tsx'
import { bracketOf } from './row-bracket.ts'
import { headerHeight, heightOf } from './row-height.ts'
import type { useCheckedRows } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'
import { useCellFocus } from './use-cell-focus.ts'
import classes from './grid.module.css'

type Props = {
  pages: ReturnType<typeof useCheckedRows>
  search: CheckSearch
  corrections: Corrections
  onClear: () => void
}

/** The rows of the file, only those in sight drawn; a cell is reached by arrows and corrected in place. */
export function RowsGrid({ pages, search, corrections, onClear }: Props) {
  const { t } = useTranslation()
  const { run } = useImport()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const columns = useMemo(() => gridColumns(run), [run])
  const isWaiting = pages.data === undefined || (pages.isPlaceholderData && rows.length === 0)
  const count = isWaiting ? 24 : rows.length + (pages.hasNextPage ? 6 : 0)
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: (index) => rows[index]?.row ?? `wait-${index}`,
    overscan: 10,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  })
  const focus = useCellFocus({
    rows,
    columns,
    corrections,
    scroller,
    scrollTo: (index) => virtual.scrollToIndex(index),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const meaning = JSON.stringify(search)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages

  useEffect(() => virtual.measure(), [rows, virtual])
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 30) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  useEffect(() => {
    const place = columns.findIndex(({ column }) => column === search.column)
    const left = columns.slice(0, Math.max(0, place)).reduce((sum, { width }) => sum + width, 0)
    scroller.current?.scrollTo({ top: 0, left: place > 1 ? Math.max(0, left - 60) : 0 })
    // oxlint-disable-next-line react/exhaustive-deps -- only when other rows are asked for
  }, [meaning])

  if (!isWaiting && rows.length === 0) {
    return (
      <div className={classes['nothing']}>
        <EmptyState
          icon={IconListSearch}
          title={t('imports.check.noRows')}
          action={
            <Button variant="default" onClick={onClear}>
              {t('imports.check.clearFilter')}
            </Button>
          }
        />
      </div>
    )
  }
  const template = ['108px', '112px', ...columns.map(({ width }) => `minmax(${width}px, 1fr)`)].join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, 220)
  // The cell that Tab comes to must be drawn.
  const tabRow = items.some(({ index }) => index === focus.active.row) ? focus.active.row : (items[0]?.index ?? 0)

  return (
    <div ref={scroller} className={classes['scroller']} data-waiting={isWaiting || undefined}>
      <div
        role="grid"
        aria-label={t('imports.check.rowsLabel')}
        aria-rowcount={hasNextPage ? -1 : rows.length + 1}
        aria-colcount={columns.length + 2}
        aria-busy={isWaiting || undefined}
        className={classes['grid']}
        style={{ minWidth: width }}
        onKeyDown={focus.onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={classes['header']} style={{ gridTemplateColumns: template }}>
          <span role="columnheader" className={classes['first']}>
            {t('imports.check.row')}
          </span>
          <span role="columnheader">{t('imports.check.outcome')}</span>
          {columns.map(({ column, header, target }) => (
            <span
              key={column}
              role="columnheader"
              title={`${header} → ${target}`}
              data-chosen={column === search.column || undefined}
            >
              <span className={classes['headerText']}>{header || t('imports.file.untitled')}</span>
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start, size, key }) => (
            <GridRow
              key={String(key)}
              index={index}
              row={rows[index]}
              bracket={bracketOf(rows, index)}
              columns={columns}
              template={template}
              top={start - headerHeight}
              height={size}
              activeColumn={index === tabRow ? (index === focus.active.row ? focus.active.column : 0) : null}
              edited={focus.edited?.row === rows[index]?.row ? focus.edited?.column : undefined}
              onPress={(column) => focus.press({ row: index, column })}
              onEdit={(column) => focus.edit({ row: index, column })}
              onCommit={focus.commit}
              onSkip={(row) => corrections.skip([row.row], !row.isSkipped)}
              onChoose={run.settings.mode === 'add' ? undefined : (row, record) => focus.choose(row, record)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

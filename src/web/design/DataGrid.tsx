/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { Checkbox } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import { useDensity } from '../preferences/use-density.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import type { GridColumn, GridSelection, GridSort } from './grid-column.ts'
import classes from './DataGrid.module.css'
import { useGridKeys } from './use-grid-keys.ts'

type Props<Row> = {
  label: string
  columns: readonly GridColumn<Row>[]
  /** Rows loaded, and those about to be, shown as skeletons. */
  rowCount: number
  rowAt: (index: number) => Row | undefined
  keyOf: (row: Row) => number | string
  nameOf: (row: Row) => string
  /** What stands for a row on narrow screens, and how high it is. */
  renderCard: (row: Row) => ReactNode
  cardHeight: number
  onOpen?: (row: Row) => void
  onNearEnd?: () => void
  sort?: GridSort | undefined
  onSort?: (key: string) => void
  selection?: GridSelection<Row>
  /** A column was given a width, in pixels. */
  onResize?: (key: string, width: number) => void
  /** Goes back to the top when it changes. */
  resetKey?: string
  empty: ReactNode
}

/** Rows of any number under a sticky header, only those in sight drawn; cards on narrow screens; all by keyboard. */
export function DataGrid<Row>(props: Props<Row>) {
  const { columns, rowCount, rowAt, keyOf, selection, onOpen, onNearEnd, resetKey } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  const { rowHeight } = useDensity()
  const size = isNarrow ? props.cardHeight : rowHeight
  const headerHeight = isNarrow ? 0 : 34
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 12,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
  })
  const keys = useGridKeys({ rowCount, rowAt, onOpen, selection, scrollTo: (index) => virtual.scrollToIndex(index) })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useEffect(() => virtual.measure(), [size, virtual])
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [resetKey])
  useEffect(() => {
    if (rowCount > 0 && last >= rowCount - 60) onNearEnd?.()
  }, [last, rowCount, onNearEnd])

  if (rowCount === 0) return <div className={classes['nothing']}>{props.empty}</div>

  const template = [
    ...(selection ? ['40px'] : []),
    ...columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)),
    ...(columns.some(({ grow }) => grow) ? [] : ['minmax(0, 1fr)']),
  ].join(' ')
  const width = columns.reduce((sum, column) => sum + column.width, selection ? 40 : 0)

  const onSelect = (row: Row, index: number, isRange: boolean) => {
    if (isRange) selection?.selectRange(keys.anchor, index)
    else selection?.toggle(row)
    keys.setAnchor(index)
  }

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role={isNarrow ? undefined : 'table'}
        aria-label={isNarrow ? undefined : props.label}
        aria-rowcount={isNarrow ? undefined : rowCount}
        className={classes['table']}
        style={isNarrow ? undefined : { minWidth: width }}
      >
        {isNarrow ? null : (
          <GridHeader
            columns={columns}
            template={template}
            sort={props.sort}
            onSort={props.onSort}
            selection={selection}
            onResize={props.onResize}
          />
        )}
        <div
          role={isNarrow ? 'list' : 'rowgroup'}
          aria-label={isNarrow ? props.label : undefined}
          style={{ height: virtual.getTotalSize(), position: 'relative' }}
        >
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            return (
              <GridRow
                key={row ? keyOf(row) : `loading-${index}`}
                index={index}
                top={start - headerHeight}
                height={size}
                isActive={index === keys.active}
                isSelected={row !== undefined && (selection?.isSelected(row) ?? false)}
                onPress={() => {
                  keys.setActive(index)
                  if (row) onOpen?.(row)
                }}
                {...(isNarrow ? {} : { template })}
              >
                {selection && row && !isNarrow ? (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- keeps a near miss from opening the row
                  <span role="cell" className={classes['check']} onClick={(event) => event.stopPropagation()}>
                    <Checkbox
                      aria-label={props.nameOf(row)}
                      checked={selection.isSelected(row)}
                      onChange={() => undefined}
                      onClick={(event) => onSelect(row, index, event.shiftKey)}
                    />
                  </span>
                ) : selection && !isNarrow ? (
                  <span role="cell" />
                ) : null}
                {isNarrow ? (
                  row ? (
                    props.renderCard(row)
                  ) : (
                    <span className={classes['ghost']} />
                  )
                ) : (
                  columns.map((column, position) => (
                    <div
                      key={column.key}
                      role="cell"
                      className={classes['cell']}
                      data-align={column.align}
                      data-first={position === 0 || undefined}
                      data-fixed={column.isFixed || undefined}
                      data-after-check={selection ? true : undefined}
                    >
                      {row ? column.render(row) : <span className={classes['ghost']} />}
                    </div>
                  ))
                )}
              </GridRow>
            )
          })}
        </div>
      </div>
    </div>
  )
}

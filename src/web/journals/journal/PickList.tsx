/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <select> */
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, type ReactNode, type Ref } from 'react'
import type { GridSelection } from '../../design/grid-column.ts'
import { useDensity } from '../../preferences/use-density.ts'
import type { PickRow } from './pick-row.ts'
import { PickLine } from './PickLine.tsx'
import { usePickKeys } from './use-pick-keys.ts'
import classes from './PickList.module.css'

type Props = {
  ref: Ref<HTMLDivElement>
  label: string
  help: string
  rows: readonly PickRow[]
  hasMore: boolean
  grid: GridSelection<PickRow>
  moveKey: 'ArrowRight' | 'ArrowLeft'
  renderEnd: (row: PickRow) => ReactNode
  onOpen: (row: PickRow) => void
  onAll: () => void
  onClear: () => void
  onMove: (active: PickRow | undefined) => void
  onNearEnd: () => void
  resetKey: string
}

/** Rows of any number to choose among, only those in sight drawn; one stop of the Tab key, all by keyboard. */
export function PickList(props: Props) {
  const { label, help, rows, hasMore, grid, onNearEnd, resetKey } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 1249px)', false, { getInitialValueInEffect: false })
  const { rowHeight } = useDensity()
  const size = isNarrow ? 54 : rowHeight
  const count = rows.length
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this
  const virtual = useVirtualizer({
    count: count + (hasMore ? 5 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 10,
  })
  const keys = usePickKeys({
    ...props,
    count,
    rowAt: (index) => rows[index],
    scrollTo: (index) => virtual.scrollToIndex(index),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const isActiveDrawn = items.some(({ index }) => index === keys.active)

  useEffect(() => virtual.measure(), [size, virtual])
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [resetKey])
  useEffect(() => {
    if (hasMore && last >= count - 40) onNearEnd()
  }, [last, count, hasMore, onNearEnd])

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        ref={props.ref}
        role="listbox"
        tabIndex={0}
        aria-multiselectable
        aria-label={label}
        aria-describedby={`${id}-help`}
        aria-activedescendant={isActiveDrawn ? `${id}-${keys.active}` : undefined}
        className={classes['list']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={keys.onKeyDown}
      >
        {items.map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <PickLine
              key={row.id}
              id={`${id}-${index}`}
              row={row}
              place={index + 1}
              top={start}
              height={size}
              isActive={index === keys.active}
              isSelected={grid.isSelected(row)}
              end={props.renderEnd(row)}
              onPress={(isRange) => keys.onPress(index, isRange)}
              onOpen={() => props.onOpen(row)}
            />
          ) : (
            <div
              key={`loading-${index}`}
              role="presentation"
              className={classes['ghostLine']}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <span className={classes['ghost']} />
            </div>
          )
        })}
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {help}
      </span>
    </div>
  )
}

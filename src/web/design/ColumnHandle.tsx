/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- a separator that moves is a widget (ARIA) */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import classes from './DataGrid.module.css'

const [least, most, step] = [60, 900, 16]
const within = (width: number) => Math.round(Math.max(least, Math.min(most, width)))

type Props = { label: string; width: number; onResize: (width: number) => void }

/** The edge of a column: dragged, or moved with the arrow keys. */
export function ColumnHandle({ label, width, onResize }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    // What the column measures now, when it has grown into free room.
    const shown = event.currentTarget.parentElement?.getBoundingClientRect().width ?? width
    from.current = { x: event.clientX, width: shown }
    event.currentTarget.setPointerCapture(event.pointerId)
    event.preventDefault()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0
    if (by === 0) return
    event.preventDefault()
    onResize(within((event.currentTarget.parentElement?.getBoundingClientRect().width ?? width) + by))
  }
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <hr> takes no focus
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={classes['handle']}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (from.current) onResize(within(from.current.width + event.clientX - from.current.x))
      }}
      onPointerUp={() => (from.current = null)}
      onKeyDown={onKeyDown}
    />
  )
}

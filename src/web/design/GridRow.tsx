/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import type { MouseEvent, ReactNode } from 'react'
import classes from './DataGrid.module.css'

type Props = {
  index: number
  top: number
  height: number
  /** Columns of the grid; absent for a card. */
  template?: string
  isActive: boolean
  isSelected: boolean
  onPress: () => void
  children: ReactNode
}

/** Whether the press was meant for something in the row, or marked text. */
function isElsewhere({ target }: MouseEvent): boolean {
  const inner = target instanceof Element && target.closest('a,button,input,label,[role="menu"],[role="dialog"]')
  return Boolean(inner) || (getSelection()?.toString() ?? '') !== ''
}

/** One row at its place; a press anywhere on it opens it. Keys are the grid's (`useGridKeys`). */
export function GridRow({ index, top, height, template, isActive, isSelected, onPress, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/no-static-element-interactions -- beside the row's own link
    <div
      role={template ? 'row' : 'listitem'}
      aria-rowindex={template ? index + 1 : undefined}
      className={template ? classes['row'] : classes['card']}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      style={{
        height,
        transform: `translateY(${top}px)`,
        ...(template ? { gridTemplateColumns: template } : {}),
      }}
      onClick={(event) => {
        if (!isElsewhere(event)) onPress()
      }}
    >
      {children}
    </div>
  )
}

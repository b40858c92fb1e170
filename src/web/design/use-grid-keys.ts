import { useState } from 'react'
import { useShortcut } from '../shell/use-shortcut.ts'
import type { GridSelection } from './grid-column.ts'

type Keys<Row> = {
  rowCount: number
  rowAt: (index: number) => Row | undefined
  onOpen?: ((row: Row) => void) | undefined
  selection?: GridSelection<Row> | undefined
  scrollTo: (index: number) => void
}

/** Whether what has the focus has a use of its own for the key. */
const isBusy = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && target.closest('a,button,[role="option"],[role="tab"]') !== null

/** J and K move the active row, X selects it, Shift+X up to it, Enter opens it, Ctrl+A takes all. */
export function useGridKeys<Row>({ rowCount, rowAt, onOpen, selection, scrollTo }: Keys<Row>) {
  const [chosen, setActive] = useState(-1)
  const active = Math.min(chosen, rowCount - 1)
  const [anchor, setAnchor] = useState(0)

  const move = (step: number) => {
    const next = Math.max(0, Math.min(rowCount - 1, active + step))
    setActive(next)
    scrollTo(next)
  }
  const row = rowAt(active)
  useShortcut('next', () => move(1), rowCount > 0)
  useShortcut('previous', () => move(-1), rowCount > 0)
  useShortcut('open', (event) => (row && onOpen && !isBusy(event) ? onOpen(row) : false))
  useShortcut('select', () => {
    if (row) selection?.toggle(row)
    setAnchor(active)
  })
  useShortcut('selectRange', () => selection?.selectRange(anchor, active))
  useShortcut('selectAll', () => selection?.toggleAll(), selection !== undefined)
  return { active, setActive, anchor, setAnchor }
}

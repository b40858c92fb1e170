import { useState, type KeyboardEvent } from 'react'
import type { GridSelection } from '../../design/grid-column.ts'
import type { PickRow } from './pick-row.ts'

type Keys = {
  count: number
  rowAt: (index: number) => PickRow | undefined
  grid: GridSelection<PickRow>
  moveKey: 'ArrowRight' | 'ArrowLeft'
  scrollTo: (index: number) => void
  onOpen: (row: PickRow) => void
  onAll: () => void
  onClear: () => void
  onMove: (active: PickRow | undefined) => void
}

const pageOfRows = 10

/** Arrows move, Space chooses, with Shift up to there, Ctrl+A all, Enter opens, → or ← sends across. */
export function usePickKeys({ count, rowAt, grid, moveKey, scrollTo, onOpen, onAll, onClear, onMove }: Keys) {
  const [chosen, setActive] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const active = Math.max(0, Math.min(chosen, count - 1))

  const goTo = (index: number, isRange: boolean) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setActive(next)
    scrollTo(next)
    if (isRange) grid.selectRange(anchor, next)
    else setAnchor(next)
  }
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageOfRows,
    PageUp: active - pageOfRows,
    Home: 0,
    End: count - 1,
  }
  const press = (event: KeyboardEvent): boolean => {
    const row = rowAt(active)
    const isCtrl = event.ctrlKey || event.metaKey
    if (isCtrl && event.key.toLowerCase() === 'a') onAll()
    else if (isCtrl || event.altKey) return false
    else if (steps[event.key] !== undefined) goTo(steps[event.key] ?? 0, event.shiftKey)
    else if (event.key === ' ') {
      if (row) grid.toggle(row)
      setAnchor(active)
    } else if (event.key === 'Enter') {
      if (row) onOpen(row)
    } else if (event.key === moveKey) onMove(row)
    else if (event.key === 'Escape' && grid.all !== 'none') onClear()
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (count > 0 && press(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  const onPress = (index: number, isRange: boolean) => {
    const row = rowAt(index)
    setActive(index)
    if (isRange) grid.selectRange(anchor, index)
    else if (row) grid.toggle(row)
    if (!isRange) setAnchor(index)
  }
  return { active, onKeyDown, onPress }
}

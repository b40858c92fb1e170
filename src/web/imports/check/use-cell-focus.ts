import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { FileGridColumn } from './grid-columns.ts'
import type { CheckedRow } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'

/** A cell by the places of its row and column; columns 0 and 1 are the row's number and outcome. */
type Place = { row: number; column: number }
/** The cell being edited: by the row's own number, for rows may move while it is. */
type Edited = { row: number; column: number }

type Props = {
  rows: readonly CheckedRow[]
  columns: readonly FileGridColumn[]
  corrections: Corrections
  scroller: RefObject<HTMLDivElement | null>
  scrollTo: (index: number) => void
}

/** Columns of the grid before those of the file. */
export const ownColumns = 2
const pageOfRows = 15

/** Which cell has the focus, which is being edited, and what keys do: arrows move, Enter edits, X skips, Ctrl+Z undoes. */
export function useCellFocus({ rows, columns, corrections, scroller, scrollTo }: Props) {
  const [chosen, setActive] = useState<Place>({ row: 0, column: ownColumns })
  const [edited, setEdited] = useState<Edited | null>(null)
  const active = {
    row: Math.min(chosen.row, Math.max(0, rows.length - 1)),
    column: Math.min(chosen.column, columns.length + ownColumns - 1),
  }

  const take = (place: Place) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, place.row)),
      column: Math.max(0, Math.min(columns.length + ownColumns - 1, place.column)),
    }
    setActive(next)
    scrollTo(next.row)
    // After the row is drawn.
    setTimeout(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus()
    }, 30)
  }
  const edit = (place: Place) => {
    const row = rows[place.row]
    if (!row) return
    setActive(place)
    if (place.column === 0) return corrections.skip([row.row], !row.isSkipped)
    const column = columns[place.column - ownColumns]
    if (column && !row.isUnread) setEdited({ row: row.row, column: column.column })
  }
  const commit = (row: CheckedRow, column: number, to: string | null | undefined) => {
    setEdited(null)
    const from = row.cells[column] ?? null
    if (to !== undefined && (to ?? '') !== (from ?? '')) corrections.correct({ column, row: row.row, from, to })
    take(active)
  }

  /** The button that was pressed goes with what it said: the keys stay in the row. */
  const choose = (row: CheckedRow, record: number | null) => {
    corrections.choose(row, record)
    take({ ...active, row: rows.indexOf(row) })
  }

  const moves: Record<string, Place> = {
    ArrowDown: { row: active.row + 1, column: active.column },
    ArrowUp: { row: active.row - 1, column: active.column },
    ArrowRight: { row: active.row, column: active.column + 1 },
    ArrowLeft: { row: active.row, column: active.column - 1 },
    Home: { row: active.row, column: 0 },
    End: { row: active.row, column: columns.length + ownColumns - 1 },
    PageDown: { row: active.row + pageOfRows, column: active.column },
    PageUp: { row: active.row - pageOfRows, column: active.column },
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A field that is edited, or a button in a cell, has keys of its own.
    if (!(event.target instanceof HTMLElement) || event.target.dataset['at'] === undefined) return
    const move = moves[event.key]
    const row = rows[active.row]
    const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
    if (move) take(move)
    else if (isUndo) corrections.undo()
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'Enter' || event.key === 'F2') edit(active)
    else if (event.key.toLowerCase() === 'x' && row) corrections.skip([row.row], !row.isSkipped)
    else return
    event.preventDefault()
  }
  return { active, edited, edit, commit, choose, press: (place: Place) => setActive(place), onKeyDown }
}

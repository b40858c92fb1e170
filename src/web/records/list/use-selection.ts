import { useState } from 'react'
import type { GridSelection } from '../../design/grid-column.ts'

/** Records chosen one by one, or all that match but a few: what a mass action is given. */
export type Selected =
  | { kind: 'some'; ids: ReadonlySet<number> }
  | { kind: 'all-matching'; except: ReadonlySet<number> }

const nothing: Selected = { kind: 'some', ids: new Set() }

function flip(ids: ReadonlySet<number>, id: number): Set<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** What is selected in a list; dropped when the list comes to mean other records (`meaning`). */
export function useSelection<Row extends { id: number }>(
  rows: readonly Row[],
  total: number | undefined,
  meaning: string,
) {
  const [kept, keep] = useState({ meaning, selected: nothing })
  const selected = kept.meaning === meaning ? kept.selected : nothing
  const setSelected = (next: Selected) => keep({ meaning, selected: next })

  const has = (id: number) => (selected.kind === 'some' ? selected.ids.has(id) : !selected.except.has(id))
  const count = selected.kind === 'some' ? selected.ids.size : Math.max(0, (total ?? 0) - selected.except.size)
  const areAllLoaded = rows.length > 0 && rows.every((row) => has(row.id))

  const toggle = (id: number) =>
    setSelected(
      selected.kind === 'some'
        ? { kind: 'some', ids: flip(selected.ids, id) }
        : { kind: 'all-matching', except: flip(selected.except, id) },
    )
  const selectRange = (from: number, to: number) => {
    const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id)
    if (selected.kind === 'some') setSelected({ kind: 'some', ids: new Set([...selected.ids, ...range]) })
    else
      setSelected({ kind: 'all-matching', except: new Set([...selected.except].filter((id) => !range.includes(id))) })
  }
  const toggleAll = () =>
    setSelected(areAllLoaded ? nothing : { kind: 'some', ids: new Set(rows.map((row) => row.id)) })

  const grid: GridSelection<Row> = {
    isSelected: (row) => has(row.id),
    toggle: (row) => toggle(row.id),
    selectRange,
    toggleAll,
    all: count === 0 ? 'none' : areAllLoaded && count >= (total ?? rows.length) ? 'all' : 'some',
  }
  return {
    selected,
    count,
    grid,
    clear: () => setSelected(nothing),
    selectAllMatching: () => setSelected({ kind: 'all-matching', except: new Set() }),
  }
}

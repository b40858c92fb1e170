import type { ReactNode } from 'react'

/** A column of a `DataGrid`. */
export type GridColumn<Row> = {
  key: string
  label: string
  /** Least width in pixels; what is left over goes to columns by their `grow`. */
  width: number
  grow?: number
  align?: 'left' | 'right'
  isSortable?: boolean
  /** Stays in sight at the right edge, and cannot be sized: actions. */
  isFixed?: boolean
  render: (row: Row) => ReactNode
}

export type GridSort = { key: string; direction: 'asc' | 'desc' }

/** What is selected, as a grid needs it. */
export type GridSelection<Row> = {
  isSelected: (row: Row) => boolean
  toggle: (row: Row) => void
  /** Selects all rows between two places, both included. */
  selectRange: (from: number, to: number) => void
  toggleAll: () => void
  all: 'none' | 'some' | 'all'
}

import { findTarget } from './targets.ts'

/** What the cells of a target are written in more than one way in, where that is so. */
export function notationOf(target: string | null): 'date' | 'number' | null {
  const type = target === null ? undefined : findTarget(target)?.field?.type
  if (type === 'date' || type === 'dateTime') return 'date'
  return type === 'integer' || type === 'decimal' || type === 'money' ? 'number' : null
}

type Column = { header: string; isDateOrderUnclear: boolean; isDecimalUnclear: boolean }
type Mapped = { column: number; target: string | null; dateOrder?: string | undefined; decimal?: string | undefined }

/**
 * Mapped columns whose cells can be read in two ways, where nobody said which: 05/06 is in May or in June, 1.234 more
 * than a thousand or little more than one. They are asked about, never guessed.
 */
export function unclearColumns(
  columns: readonly Column[],
  mapped: readonly Mapped[],
): { kind: 'date' | 'number'; column: number; header: string }[] {
  return mapped.flatMap(({ column, target, dateOrder, decimal }) => {
    const kind = notationOf(target)
    const known = columns[column]
    const isUnclear =
      kind === 'date'
        ? dateOrder === undefined && known?.isDateOrderUnclear
        : kind === 'number' && decimal === undefined && known?.isDecimalUnclear
    return kind && known && isUnclear ? [{ kind, column, header: known.header }] : []
  })
}

import type { ListValue } from '../../../shared/contract/reference.contract.ts'

export type TreeLine = { value: ListValue; depth: number; siblings: number[] }

/** The values as a tree reads: each under its parent, in the order given. One whose parent is not shown stands at the top. */
export function treeOf(values: readonly ListValue[]): TreeLine[] {
  const ids = new Set(values.map(({ id }) => id))
  const parentOf = ({ parentId }: ListValue) => (parentId !== null && ids.has(parentId) ? parentId : null)
  const under = (parent: number | null, depth: number): TreeLine[] => {
    const children = values.filter((value) => parentOf(value) === parent)
    const siblings = children.map(({ id }) => id)
    return children.flatMap((value) => [{ value, depth, siblings }, ...under(value.id, depth + 1)])
  }
  return under(null, 0)
}

import { expect, it } from 'vitest'
import { treeOf } from './tree-of.ts'

const value = (id: number, parentId: number | null) => ({
  id,
  parentId,
  list: 'salesRegion' as const,
  code: `${id}`,
  label: { fr: `${id}`, en: `${id}` },
  country: null,
  isArchived: false,
})

it('puts each value under its parent, and one whose parent is not shown at the top', () => {
  const lines = treeOf([value(1, null), value(2, null), value(3, 1), value(4, 3), value(5, 99), value(6, 1)])
  expect(lines.map(({ value: { id }, depth }) => [id, depth])).toEqual([
    [1, 0],
    [3, 1],
    [4, 2],
    [6, 1],
    [2, 0],
    [5, 0],
  ])
  expect(lines.find((line) => line.value.id === 6)?.siblings).toEqual([3, 6])
})

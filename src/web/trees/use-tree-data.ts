import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  getTree,
  listTreeCompanies,
  listTreeContacts,
  type TreeGroup,
  type TreeName,
  type TreeNode,
} from '../../shared/contract/tree.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'

/** A place in a tree: a group, a company, a contact, what stands for those not read yet (`more`, `loading`). */
export type Place = { kind: 'group' | 'company' | 'contact' | 'more' | 'loading'; id: number; of?: string }

export type Branch = Place & {
  value: string
  label: string
  hint: string | null
  /** Companies of a group, contacts of a company. */
  count: number
  isRestricted: boolean
  children?: Branch[]
}

type Wanted = { tree: TreeName; search: string; expanded: Readonly<Record<string, boolean>> }

/** The cursors of the pages asked for under each place: of the first one none. */
type Pages = Readonly<Record<string, readonly (string | undefined)[]>>
const firstPage = [undefined]

const readValue = (value: string): { kind: string; id: number } => {
  const [kind = '', id] = value.split('-')
  return { kind, id: Number(id) }
}

/** The groups of a tree and, under what is expanded, the pages read so far; each level is asked for when it is opened. */
export function useTreeData({ tree, search, expanded }: Wanted) {
  const [pages, setPages] = useState<Pages>({})
  const key = [...queryKeys.records, 'tree', tree, search]
  const query = search === '' ? {} : { search }
  const groups = useQuery({
    queryKey: [...key, 'groups'],
    queryFn: ({ signal }) => call(getTree, { params: { tree }, query, signal }),
    placeholderData: keepPreviousData,
  })
  const wanted = Object.entries(expanded)
    .filter(([value, isExpanded]) => isExpanded && /^(group|company)-/.test(value))
    .flatMap(([value]) => (pages[value] ?? firstPage).map((after) => ({ value, after })))
  const answers = useQueries({
    queries: wanted.map(({ value, after }) => {
      const { kind, id } = readValue(value)
      const page = { ...query, limit: 100, ...(after === undefined ? {} : { after }) }
      return {
        queryKey: [...key, value, after ?? ''],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          kind === 'group'
            ? call(listTreeCompanies, { params: { tree, group: id }, query: page, signal })
            : call(listTreeContacts, { params: { tree, company: id }, query: page, signal }),
      }
    }),
  })
  const read = (value: string) => answers.filter((_, at) => wanted[at]?.value === value)

  const under = (value: string, kind: 'company' | 'contact'): Branch[] => {
    const found = read(value)
    const nodes = found.flatMap((answer) => answer.data?.nodes ?? [])
    const last = found.at(-1)
    const rest: Branch[] = []
    if (!last?.data) rest.push(standIn('loading', value))
    else if (last.data.next !== null) rest.push({ ...standIn('more', value), hint: last.data.next })
    return [...nodes.map((node) => branchOf(kind, node)), ...rest]
  }
  const branchOf = (kind: 'company' | 'contact', node: TreeNode): Branch => {
    const value = `${kind}-${node.id}`
    const isOpen = kind === 'company' && expanded[value]
    return {
      kind,
      value,
      id: node.id,
      label: node.label,
      hint: node.hint,
      count: node.contacts,
      isRestricted: node.isRestricted,
      ...(isOpen ? { children: under(value, 'contact') } : {}),
    }
  }
  const all = groups.data?.groups ?? []
  const groupBranch = (group: TreeGroup): Branch => {
    const value = `group-${group.id}`
    return {
      kind: 'group',
      value,
      id: group.id,
      label: group.label,
      hint: null,
      count: group.count,
      isRestricted: false,
      ...(expanded[value]
        ? {
            children: [
              ...all.filter(({ parent }) => parent === group.id).map(groupBranch),
              ...(group.own > 0 ? under(value, 'company') : []),
            ],
          }
        : {}),
    }
  }
  const known = new Set(all.map(({ id }) => id))
  return {
    groups,
    problem: groups.error ?? answers.find(({ error }) => error)?.error ?? null,
    branches: all.filter(({ parent }) => parent === null || !known.has(parent)).map(groupBranch),
    /** Reads the next page under a place, from the cursor that its `more` stands for. */
    readMore: (value: string, after: string) =>
      setPages((now) => ({ ...now, [value]: [...(now[value] ?? firstPage), after] })),
  }
}

const standIn = (kind: 'more' | 'loading', of: string): Branch => ({
  kind,
  of,
  value: `${kind}-${of}`,
  id: 0,
  label: '',
  hint: null,
  count: 0,
  isRestricted: false,
})

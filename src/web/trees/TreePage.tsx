import { Select, TextInput, Tree, useTree, type RenderTreeNodePayload, type TreeNodeData } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBinaryTree2, IconInfoCircle, IconList, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { treeNames, type TreeName } from '../../shared/contract/tree.contract.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { LinkButton } from '../design/LinkButton.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { useShortcut } from '../shell/use-shortcut.ts'
import { TreeBranch } from './TreeBranch.tsx'
import { TreePreview } from './TreePreview.tsx'
import { useTreeData, type Branch } from './use-tree-data.ts'
import { treeSearch } from './tree-search.ts'
import classes from './trees.module.css'

const companyTrees = treeNames.filter((name) => name !== 'mine')

/** What Mantine's tree draws, and the branches by value, to find again what a node stands for. */
function drawn(branches: readonly Branch[], known: Map<string, Branch>): TreeNodeData[] {
  return branches.map((branch) => {
    known.set(branch.value, branch)
    const mayOpen = branch.kind === 'group' || (branch.kind === 'company' && branch.count > 0)
    return {
      value: branch.value,
      label: branch.label,
      hasChildren: mayOpen,
      ...(branch.children ? { children: drawn(branch.children, known) } : {}),
    }
  })
}

const opened = (state: Readonly<Record<string, boolean>>) =>
  Object.keys(state)
    .filter((value) => state[value])
    .sort()
    .join()
const opensSame = (a: Readonly<Record<string, boolean>>, b: Readonly<Record<string, boolean>>) =>
  opened(a) === opened(b)

/** Companies and their contacts as a tree, level by level; one's own contacts when told so. */
export function TreePage({ isMine = false }: { isMine?: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const asked = treeSearch.parse(useSearch({ strict: false }))
  const tree: TreeName = isMine ? 'mine' : (asked.by ?? 'accountType')
  const [text, setText] = useState(asked.q ?? '')
  const [search] = useDebouncedValue(text.trim(), 250)
  const [expanded, setExpanded] = useState<Record<string, boolean>>({})
  const [selected, setSelected] = useState<string[]>([])
  const input = useRef<HTMLInputElement>(null)
  useShortcut('search', () => input.current?.select())
  const { groups, branches, problem, readMore } = useTreeData({ tree, search, expanded })
  const controller = useTree({
    expandedState: expanded,
    // The tree tells its state anew whenever its data change: what is the same must not draw it again.
    onExpandedStateChange: (next) => setExpanded((now) => (opensSame(now, next) ? now : next)),
    selectedState: selected,
    onSelectedStateChange: setSelected,
  })
  const known = new Map<string, Branch>()
  const drawnNow = drawn(branches, known)
  // oxlint-disable-next-line react/exhaustive-deps -- new at each render, but the same unless what it says differs
  const data = useMemo(() => drawnNow, [JSON.stringify(drawnNow)])
  const chosen = known.get(selected[0] ?? '')

  const open = ({ kind, id, of, hint }: Branch) => {
    if (kind === 'company') void navigate({ to: '/companies/$id', params: { id: String(id) } })
    if (kind === 'contact') void navigate({ to: '/contacts/$id', params: { id: String(id) } })
    if (kind === 'more' && of && hint) readMore(of, hint)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement) || event.target.closest('a,button')) return
    const branch = known.get(event.target.closest<HTMLElement>('[role="treeitem"]')?.dataset['value'] ?? '')
    if (!branch) return
    event.preventDefault()
    if (branch.kind === 'group') controller.toggleExpanded(branch.value)
    else open(branch)
  }
  const absent = groups.data?.absent ?? 0

  return (
    <>
      <PageHeader
        title={t(isMine ? 'trees.mineTitle' : 'list.company.title')}
        actions={
          isMine ? null : (
            <LinkButton to="/companies" variant="default" leftSection={<IconList size={16} stroke={1.7} />}>
              {t('trees.list')}
            </LinkButton>
          )
        }
      >
        <div className={classes['toolbar']}>
          {isMine ? null : (
            <Select
              aria-label={t('trees.show')}
              w={250}
              data={companyTrees.map((value) => ({ value, label: t(`trees.tree.${value}`) }))}
              value={tree}
              allowDeselect={false}
              onChange={(by) => {
                setExpanded({})
                setSelected([])
                void navigate({ to: '/companies/tree', search: treeSearch.parse({ by, q: search || undefined }) })
              }}
            />
          )}
          <TextInput
            ref={input}
            type="search"
            className={classes['filter']}
            aria-label={t('trees.filter')}
            placeholder={t('trees.filter')}
            leftSection={<IconSearch size={15} stroke={1.8} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <ProblemBanner problem={problem} onRetry={() => void groups.refetch()} />
      </PageHeader>
      <div className={classes['columns']}>
        <div className={classes['tree']}>
          {groups.isPending ? <SkeletonLines count={8} height={18} /> : null}
          {groups.isSuccess && data.length === 0 ? (
            <EmptyState
              icon={IconBinaryTree2}
              title={t(search ? 'trees.noMatch' : isMine ? 'trees.mineEmpty' : 'trees.empty')}
            >
              {t(search ? 'trees.noMatchText' : isMine ? 'trees.mineEmptyText' : 'trees.emptyText')}
            </EmptyState>
          ) : null}
          {data.length > 0 ? (
            <Tree
              aria-label={isMine ? t('trees.mineTitle') : t(`trees.tree.${tree}`)}
              data={data}
              tree={controller}
              selectOnClick
              allowRangeSelection={false}
              levelOffset={22}
              onKeyDown={onKeyDown}
              renderNode={(payload: RenderTreeNodePayload) => {
                const branch = known.get(payload.node.value)
                return branch ? <TreeBranch branch={branch} payload={payload} onOpen={() => open(branch)} /> : null
              }}
            />
          ) : null}
          {absent > 0 && data.length > 0 ? (
            <p className={classes['absent']}>
              <IconInfoCircle size={15} aria-hidden />
              {t('trees.absent', { count: absent })}
            </p>
          ) : null}
        </div>
        <TreePreview branch={chosen} />
      </div>
    </>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { findJournalField } from '../../../shared/journals/operations.ts'
import { selectionOf } from '../../records/list-search.ts'
import { useSelection } from '../../records/list/use-selection.ts'
import { recordRoute } from '../../records/record-paths.ts'
import { useCan } from '../../session/use-session.ts'
import type { JournalFile } from '../journal-queries.ts'
import type { JournalSearch } from '../journal-search.ts'
import type { PickRow } from './pick-row.ts'
import { useLeftList } from './use-left-list.ts'
import { sourcesOf, useMove } from './use-move.ts'
import { useRightList } from './use-right-list.ts'

/** The two lists of a journal, what is chosen in each, and what moves between them. */
export function useBoard(journal: JournalFile, announce: (text: string) => void) {
  const navigate = useNavigate()
  const can = useCan()
  const search = useSearch({ from: '/journals/$number' })
  const [rightSearch, setRightSearch] = useState('')
  const { number, entity } = journal
  const isReadOnly = journal.state !== 'draft' || !can('journal.prepare')
  const left = useLeftList(journal, search)
  const right = useRightList(number, rightSearch)
  const move = useMove(number, announce)
  const leftPicks = useSelection(left.pages.rows, left.total, JSON.stringify([search.q, search.filter, search.show]))
  const rightTotal = rightSearch && right.hasMore ? undefined : rightSearch ? right.rows.length : journal.targets
  const rightPicks = useSelection(right.rows, rightTotal, rightSearch)
  const rightSelection = rightSearch ? { search: rightSearch } : {}

  const setSearch = (change: Partial<JournalSearch>) =>
    void navigate({
      to: '/journals/$number',
      params: { number: String(number) },
      search: (known: JournalSearch) => ({ ...known, ...change }),
      replace: true,
    })
  const isShut = isReadOnly || move.isBusy
  /** Moves what is chosen on the left, or the line the keys are on. */
  const take = (active?: PickRow) => {
    if (isShut || left.mode === 'targets') return
    const sources =
      leftPicks.count > 0 ? sourcesOf(leftPicks.selected, selectionOf(search)) : active ? [{ ids: [active.id] }] : []
    if (sources.length > 0) move.add.mutate(sources, { onSuccess: leftPicks.clear })
  }
  const takeAll = () => {
    if (!isShut && left.mode === 'search') {
      move.add.mutate([{ selection: selectionOf(search) }], { onSuccess: leftPicks.clear })
    }
  }
  const drop = (active?: PickRow) => {
    if (isShut) return
    const sources =
      rightPicks.count > 0 ? sourcesOf(rightPicks.selected, rightSelection) : active ? [{ ids: [active.id] }] : []
    if (sources.length > 0) move.remove.mutate(sources, { onSuccess: rightPicks.clear })
  }
  const dropAll = () => {
    if (!isShut) move.remove.mutate([rightSearch ? { selection: rightSelection } : { all: true }])
  }
  const open = ({ id }: PickRow) => void navigate({ to: recordRoute(entity), params: { id: String(id) } })

  return {
    journal,
    field: journal.field === null ? undefined : findJournalField(entity, journal.field)?.field,
    search,
    setSearch,
    isReadOnly,
    left,
    right,
    leftPicks,
    rightPicks,
    rightSearch,
    setRightSearch,
    searchSelection: selectionOf(search),
    move,
    take,
    takeAll,
    drop,
    dropAll,
    open,
  }
}
export type Board = ReturnType<typeof useBoard>

import { useQueries, useQuery } from '@tanstack/react-query'
import { findTargets, listTargets } from '../../../shared/contract/journal-targeting.contract.ts'
import { countRecords, listRecords } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { selectionOf } from '../../records/list-search.ts'
import { journalKeys, type JournalFile } from '../journal-queries.ts'
import type { JournalSearch } from '../journal-search.ts'
import { fromSearch, fromTargeting, namingColumns, type PickRow } from './pick-row.ts'
import { usePages } from './use-pages.ts'

const pageSize = 100

/** What the left list shows: nothing yet, what a search finds, or the journal’s own targets. */
export function leftMode({ q, filter, show }: JournalSearch): 'none' | 'search' | 'targets' {
  if (show === 'targets') return 'targets'
  return show === 'all' || q || (filter && filter.all.length > 0) ? 'search' : 'none'
}

/** The left list: its rows, how many there are in all, and which of them are on the right already. */
export function useLeftList(journal: JournalFile, search: JournalSearch) {
  const { number, entity, field } = journal
  const mode = leftMode(search)
  const selection = selectionOf(search)
  const columns = [...namingColumns[entity], ...(field === null ? [] : [field])].join(',')

  const pages = usePages<PickRow>({
    queryKey:
      mode === 'targets'
        ? [...journalKeys.targets(number), 'left']
        : [...queryKeys.recordsOf(entity), 'pick', selection, columns],
    isEnabled: mode !== 'none',
    read: async (after, signal) => {
      if (mode === 'targets') {
        const page = await call(listTargets, { params: { number }, query: { after, limit: pageSize }, signal })
        return { ...page, rows: page.rows.map(fromTargeting) }
      }
      const query = { ...selection, after, limit: pageSize, columns }
      const page = await call(listRecords, { params: { entity }, query, signal })
      return { ...page, rows: page.rows.map((row) => fromSearch(entity, row, field, page.references)) }
    },
  })
  const count = useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'count', selection],
    queryFn: ({ signal }) => call(countRecords, { params: { entity }, query: selection, signal }),
    enabled: mode === 'search',
  })
  const already = useAlready(number, mode === 'search' && journal.state === 'draft' ? pages.rows : [])
  const total = mode === 'targets' ? journal.targets : mode === 'search' ? count.data?.total : 0
  return { mode, pages, total, already }
}

const none: ReadonlySet<number> = new Set()

/** Which of the rows are targets, asked for page by page. */
function useAlready(number: number, rows: readonly PickRow[]): ReadonlySet<number> {
  const groups: number[][] = []
  for (let at = 0; at < rows.length; at += pageSize) {
    groups.push(rows.slice(at, at + pageSize).map((row) => row.id))
  }
  return useQueries({
    queries: groups.map((ids) => ({
      queryKey: [...journalKeys.among(number), ids],
      queryFn: () => call(findTargets, { params: { number }, query: { ids } }),
    })),
    combine: (answers) => (answers.length === 0 ? none : new Set(answers.flatMap((answer) => answer.data?.ids ?? []))),
  })
}

import { IconListSearch } from '@tabler/icons-react'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HistoryEntry } from '../../shared/contract/record.contract.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import type { References } from '../fields/use-value-text.ts'
import { FieldChanges } from './FieldChanges.tsx'
import classes from './change-pages.module.css'

type Change = Pick<HistoryEntry, 'entity' | 'recordId' | 'action' | 'fields'>
type Page<One> = { changes: One[]; references: References }

type Props<One extends Change> = {
  query: UseInfiniteQueryResult<InfiniteData<Page<One>>>
  /** What stands above the values of a record: its name, and what else is told of it. */
  head: (change: One) => ReactNode
  /** The fields told of a record; all when not said. */
  fieldsOf?: (change: One, references: References) => One['fields']
  /** What is said when there is nothing. */
  none: string
}

/** Records that change or changed, each with its fields old → new, a page at a time. */
export function ChangePages<One extends Change>({ query, head, fieldsOf, none }: Props<One>) {
  const shown = query.data?.pages.flatMap((page) => page.changes) ?? []
  const references = Object.assign({}, ...(query.data?.pages.map((page) => page.references) ?? [])) as References
  return (
    <>
      <ProblemBanner problem={query.error} onRetry={() => void query.refetch()} />
      {query.isPending ? (
        <div className={classes['change']}>
          <SkeletonLines count={8} />
        </div>
      ) : null}
      {query.data && shown.length === 0 ? <EmptyState icon={IconListSearch} title={none} /> : null}
      {shown.length > 0 ? (
        <ul className={classes['changes']}>
          {shown.map((change) => (
            <li key={`${change.entity}-${change.recordId}`} className={classes['change']}>
              <div className={classes['head']}>{head(change)}</div>
              <div className={change.action === 'update' ? undefined : classes['values']}>
                <FieldChanges
                  entity={change.entity}
                  fields={fieldsOf ? fieldsOf(change, references) : change.fields}
                  action={change.action}
                  references={references}
                />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <div className={classes['change']}>
          <LoadMore of={query} />
        </div>
      ) : null}
    </>
  )
}

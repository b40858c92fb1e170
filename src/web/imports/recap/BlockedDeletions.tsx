import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listBlockedDeletions } from '../../../shared/contract/import-check.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { recordRoute } from '../../records/record-paths.ts'
import { useImport } from '../import-context.ts'
import classes from './recap.module.css'

/** How many records that the file does not name cannot go; opened, which and why, a page at a time. */
export function BlockedDeletions({ count }: { count: number }) {
  const { t } = useTranslation()
  const { run } = useImport()
  const [isOpen, setOpen] = useState(false)
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.imports, run.id, 'blocked-deletions'],
    queryFn: ({ pageParam, signal }) =>
      call(listBlockedDeletions, { params: { id: run.id }, query: { after: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: isOpen,
  })
  if (count === 0) return null
  return (
    <div>
      <button type="button" className={classes['link']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('imports.recap.deletion.blocked', { count })}
      </button>
      {isOpen ? (
        <>
          <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
          <ul className={classes['blocked']}>
            {pages.data?.pages
              .flatMap(({ records }) => records)
              .map(({ id, label, reason }) => (
                <li key={id}>
                  <Link to={recordRoute(run.entity)} params={{ id: String(id) }}>
                    {label}
                  </Link>{' '}
                  <span className={classes['quiet']}>{reason}</span>
                </li>
              ))}
          </ul>
          <LoadMore of={pages} size="compact-sm" />
        </>
      ) : null}
    </div>
  )
}

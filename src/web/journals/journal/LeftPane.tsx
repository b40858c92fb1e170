import { Button } from '@mantine/core'
import { IconForms, IconSearch, IconSearchOff } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useValueText } from '../../fields/use-value-text.ts'
import { FilterBar } from '../../records/filters/FilterBar.tsx'
import { SearchForm } from '../../records/filters/SearchForm.tsx'
import { SearchBox } from '../../records/list/SearchBox.tsx'
import type { JournalSearch } from '../journal-search.ts'
import { PickList } from './PickList.tsx'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

type Props = { board: Board; listRef: Ref<HTMLDivElement>; onFocusList: () => void }

/** The left list: search by criteria, what it finds, and all of it taken at once; or the targets themselves. */
export function LeftPane({ board, listRef, onFocusList }: Props) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const { journal, field, search, setSearch, left, leftPicks, isReadOnly, take, open } = board
  const { mode, pages, total, already } = left
  const wantsFocus = useRef(false)
  const [isFormOpen, setFormOpen] = useState(false)

  // Enter runs the search and goes to what it finds.
  const isThere = pages.rows.length > 0 && !pages.isStale
  useEffect(() => {
    if (!wantsFocus.current || !isThere) return
    wantsFocus.current = false
    onFocusList()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- other rows may come without a pause
  }, [isThere, onFocusList, pages.rows])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const { target } = event
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || target.type !== 'search') return
    wantsFocus.current = true
    const isBlank = target.value.trim() === '' && !search.filter
    if (isBlank) setSearch({ show: 'all' })
    else if ((search.q ?? '') === target.value.trim() && isThere) onFocusList()
  }
  const narrow = (change: Partial<JournalSearch>) =>
    setSearch(mode === 'targets' ? { show: undefined, ...change } : change)

  return (
    <section
      className={classes['pane']}
      aria-label={t(mode === 'targets' ? 'journals.left.targeting' : 'journals.left.title')}
    >
      <div className={classes['paneHead']}>
        <h2 className={classes['paneTitle']}>
          {t(mode === 'targets' ? 'journals.left.targeting' : 'journals.left.title')}
        </h2>
        <span className={classes['count']} aria-live="polite">
          {mode !== 'none' && total !== undefined ? t(`list.${journal.entity}.total`, { count: total }) : null}
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears Enter from the search box within */}
      <div className={classes['criteria']} onKeyDown={onKeyDown}>
        <SearchBox
          value={search.q ?? ''}
          placeholder={t(`list.${journal.entity}.search`)}
          onSearch={(q) => {
            if ((search.q ?? '') !== q) narrow({ q: q || undefined })
          }}
        />
        <Button variant="default" leftSection={<IconForms size={15} stroke={1.8} />} onClick={() => setFormOpen(true)}>
          {t('filters.form')}
        </Button>
        <SearchForm
          entity={journal.entity}
          filter={search.filter}
          isOpen={isFormOpen}
          onClose={() => setFormOpen(false)}
          onSearch={(filter) => narrow({ filter, ...(filter ? {} : { show: 'all' as const }) })}
        />
        <FilterBar entity={journal.entity} filter={search.filter} onChange={(filter) => narrow({ filter })} />
      </div>
      <ProblemBanner problem={pages.error} onRetry={pages.retry} />
      <div className={classes['paneBody']} data-stale={pages.isStale || undefined}>
        {pages.isPending ? (
          <div className={classes['skeleton']}>
            <SkeletonLines count={8} height={16} />
          </div>
        ) : mode === 'none' ? (
          <EmptyState
            icon={IconSearch}
            title={t(isReadOnly ? 'journals.left.emptyDoneTitle' : 'journals.left.emptyTitle')}
            action={
              <Button variant="default" onClick={() => setSearch({ show: 'all' })}>
                {t('journals.left.showAll')}
              </Button>
            }
          >
            {t(isReadOnly ? 'journals.left.emptyDone' : 'journals.left.emptyText')}
          </EmptyState>
        ) : pages.rows.length === 0 ? (
          <EmptyState icon={IconSearchOff} title={t('journals.left.nothing')} />
        ) : (
          <PickList
            ref={listRef}
            label={t(mode === 'targets' ? 'journals.left.targeting' : 'journals.left.title')}
            help={t('journals.list.help', { arrow: '→' })}
            rows={pages.rows}
            hasMore={pages.hasMore}
            grid={leftPicks.grid}
            moveKey="ArrowRight"
            onOpen={open}
            onAll={leftPicks.selectAllMatching}
            onClear={leftPicks.clear}
            onMove={(active) => take(active)}
            onNearEnd={pages.loadMore}
            resetKey={JSON.stringify([search.q, search.filter, search.show])}
            renderEnd={(row) => (
              <>
                {field ? textOf(field, row.value, pages.references) || t('common.empty') : null}
                {already.has(row.id) ? (
                  <span className={classes['already']}>
                    {field ? ' · ' : ''}✓ {t('journals.left.already')}
                  </span>
                ) : null}
              </>
            )}
          />
        )}
      </div>
      <div className={classes['paneFoot']}>
        <span className={classes['footText']} aria-live="polite">
          {leftPicks.count > 0
            ? t('journals.list.selected', { count: leftPicks.count })
            : pages.rows.length > 0
              ? t('journals.list.hint')
              : null}
        </span>
        {mode === 'targets' ? (
          <Button size="compact-sm" variant="default" onClick={() => setSearch({ show: undefined })}>
            {t('journals.left.backToSearch')}
          </Button>
        ) : journal.targets > 0 && journal.state === 'draft' ? (
          <Button size="compact-sm" variant="default" onClick={() => setSearch({ show: 'targets' })}>
            {t('journals.result.showTargeting')}
          </Button>
        ) : null}
        {mode === 'search' && total && !isReadOnly ? (
          <Button size="compact-sm" variant="light" loading={board.move.add.isPending} onClick={board.takeAll}>
            {t('journals.left.takeAll', { count: total })}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconArrowBarToRight, IconSearch, IconSearchOff } from '@tabler/icons-react'
import { useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { ChangeText } from './ChangeText.tsx'
import { PickList } from './PickList.tsx'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

/** The right list: the records the journal is for, old → new. */
export function RightPane({ board, listRef }: { board: Board; listRef: Ref<HTMLDivElement> }) {
  const { t } = useTranslation()
  const { journal, field, right, rightPicks, rightSearch, setRightSearch, drop, open } = board
  const [text, setText] = useState(rightSearch)
  const searchLater = useDebouncedCallback((wanted: string) => setRightSearch(wanted.trim()), 250)
  const title = t(`journals.right.${journal.state === 'draft' ? 'title' : 'done'}.${journal.entity}`)

  return (
    <section className={classes['pane']} aria-label={title}>
      <div className={classes['paneHead']}>
        <h2 className={classes['paneTitle']}>{title}</h2>
        <span className={classes['count']} aria-live="polite">
          {t(`list.${journal.entity}.total`, { count: journal.targets })}
        </span>
      </div>
      <div className={classes['criteria']}>
        <TextInput
          type="search"
          className={classes['rightSearch']}
          aria-label={t('journals.right.search')}
          placeholder={t('journals.right.search')}
          leftSection={<IconSearch size={15} stroke={1.8} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            searchLater(event.currentTarget.value)
          }}
        />
      </div>
      <ProblemBanner problem={right.error} onRetry={right.retry} />
      <div className={classes['paneBody']} data-stale={right.isStale || undefined}>
        {right.isPending ? (
          <div className={classes['skeleton']}>
            <SkeletonLines count={8} height={16} />
          </div>
        ) : right.rows.length > 0 ? (
          <PickList
            ref={listRef}
            label={title}
            help={t('journals.list.help', { arrow: '←' })}
            rows={right.rows}
            hasMore={right.hasMore}
            grid={rightPicks.grid}
            moveKey="ArrowLeft"
            onOpen={open}
            onAll={rightPicks.selectAllMatching}
            onClear={rightPicks.clear}
            onMove={(active) => drop(active)}
            onNearEnd={right.loadMore}
            resetKey={rightSearch}
            renderEnd={({ value, change }) =>
              change ? <ChangeText field={field} before={value} {...change} references={right.references} /> : null
            }
          />
        ) : rightSearch ? (
          <EmptyState icon={IconSearchOff} title={t('journals.right.nothing')} />
        ) : (
          <EmptyState icon={IconArrowBarToRight} title={t(`journals.right.emptyTitle.${journal.entity}`)}>
            {t('journals.right.emptyText')}
          </EmptyState>
        )}
      </div>
      <div className={classes['paneFoot']}>
        <span className={classes['footText']} aria-live="polite">
          {rightPicks.count > 0
            ? t('journals.list.selected', { count: rightPicks.count })
            : right.rows.length > 0
              ? t('journals.list.hint')
              : null}
        </span>
      </div>
    </section>
  )
}

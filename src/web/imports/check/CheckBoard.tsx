import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useImport } from '../import-context.ts'
import type { CheckSearch } from '../import-search.ts'
import { CheckChips } from './CheckChips.tsx'
import { ProblemGroups } from './ProblemGroups.tsx'
import { RowsGrid } from './RowsGrid.tsx'
import { useCheckedRows, useProblemGroups } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'
import classes from './check.module.css'

type Props = {
  recap: ImportRecap
  search: CheckSearch
  corrections: Corrections
  onSearch: (search: CheckSearch) => void
}

/** Counts that filter above, problems by kind on the left, the rows they are in on the right. */
export function CheckBoard({ recap, search, corrections, onSearch }: Props) {
  const { t } = useTranslation()
  const { run, isWorking } = useImport()
  const groups = useProblemGroups(run, isWorking)
  const pages = useCheckedRows(run, search, isWorking)
  const hidden = run.settings.columns.filter(({ target }) => target === null).length
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const [side, setSide] = useState<'groups' | 'rows'>('groups')
  const hasGroups = !isNarrow || side === 'groups'
  return (
    <>
      <CheckChips
        recap={recap}
        search={search}
        corrections={corrections}
        hasActions={hasGroups}
        onSearch={(next) => {
          setSide('rows')
          onSearch(next)
        }}
      />
      {isNarrow ? (
        <SegmentedControl
          className={classes['sides']}
          aria-label={t('imports.check.sides')}
          value={side}
          onChange={(value) => setSide(value === 'rows' ? 'rows' : 'groups')}
          data={[
            { value: 'groups', label: `${t('imports.check.groups')} ${groups.data?.length ?? ''}` },
            { value: 'rows', label: t(search.code ? 'imports.check.onlyGroup' : 'imports.check.rowsLabel') },
          ]}
        />
      ) : null}
      <ProblemBanner
        problem={groups.error ?? pages.error}
        onRetry={() => {
          void groups.refetch()
          void pages.refetch()
        }}
      />
      <div className={classes['board']} data-working={isWorking || undefined}>
        {hasGroups ? (
          <ProblemGroups
            groups={groups.data}
            ready={recap.read}
            search={search}
            corrections={corrections}
            onSearch={onSearch}
          />
        ) : null}
        {!isNarrow || side === 'rows' ? (
          <div className={classes['rows']}>
            <RowsGrid pages={pages} search={search} corrections={corrections} onClear={() => onSearch({})} />
            <p className={classes['hint']}>
              <span className={classes['keys']}>{t('imports.check.keysHint')}</span>
              {hidden > 0 ? t('imports.check.hidden', { count: hidden }) : null}
            </p>
          </div>
        ) : null}
      </div>
    </>
  )
}

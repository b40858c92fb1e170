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
  return (
    <>
      <CheckChips recap={recap} search={search} corrections={corrections} onSearch={onSearch} />
      <ProblemBanner
        problem={groups.error ?? pages.error}
        onRetry={() => {
          void groups.refetch()
          void pages.refetch()
        }}
      />
      <div className={classes['board']} data-working={isWorking || undefined}>
        <ProblemGroups
          groups={groups.data}
          ready={recap.read}
          search={search}
          corrections={corrections}
          onSearch={onSearch}
        />
        <div className={classes['rows']}>
          <RowsGrid pages={pages} search={search} corrections={corrections} onClear={() => onSearch({})} />
          {hidden > 0 ? (
            <p className={classes['hint']}>
              <span className={classes['keys']}>{t('imports.check.keysHint')}</span>
              {t('imports.check.hidden', { count: hidden })}
            </p>
          ) : (
            <p className={classes['hint']}>
              <span className={classes['keys']}>{t('imports.check.keysHint')}</span>
            </p>
          )}
        </div>
      </div>
    </>
  )
}

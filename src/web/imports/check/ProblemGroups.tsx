import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { mostProblemGroups } from '../../../shared/contract/import-row.contract.ts'
import type { CheckSearch } from '../import-search.ts'
import { ProblemGroupItem } from './ProblemGroupItem.tsx'
import type { ProblemGroup } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'
import classes from './check.module.css'

type Props = {
  groups: readonly ProblemGroup[] | undefined
  ready: number
  search: CheckSearch
  corrections: Corrections
  onSearch: (search: CheckSearch) => void
}

const searchOf = ({ code, columnIndex, value }: ProblemGroup): CheckSearch => ({
  code,
  ...(columnIndex === null ? {} : { column: columnIndex }),
  ...(value === null ? {} : { value }),
})
const isChosen = (group: ProblemGroup, search: CheckSearch) =>
  group.code === search.code && group.columnIndex === (search.column ?? null) && group.value === (search.value ?? null)

/** Problems by kind, the most frequent of the worst first; one that recurs is mended everywhere at once. */
export function ProblemGroups({ groups, ready, search, corrections, onSearch }: Props) {
  const { t } = useTranslation()
  const isGone = groups !== undefined && search.code !== undefined && !groups.some((one) => isChosen(one, search))
  useEffect(() => {
    // What was chosen is mended: all rows of its severity show again.
    if (isGone) onSearch({ show: search.show })
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isGone])

  return (
    <section className={classes['groups']} aria-labelledby="problem-groups">
      <h2 className={classes['groupsTitle']} id="problem-groups">
        {t('imports.check.groups')}
        {groups && groups.length > 0 ? <span className={classes['chipCount']}>{groups.length}</span> : null}
      </h2>
      {groups === undefined ? (
        <div className={classes['groupsWait']}>
          <SkeletonLines count={6} height={16} />
        </div>
      ) : null}
      {groups?.length === 0 ? (
        <EmptyState icon={IconCircleCheck} title={t('imports.check.noProblem')}>
          {t('imports.check.noProblemText', { count: ready })}
        </EmptyState>
      ) : null}
      <ul className={classes['groupList']}>
        {groups?.map((group) => (
          <ProblemGroupItem
            key={`${group.severity}-${group.code}-${group.columnIndex}-${group.value}`}
            group={group}
            isOpen={isChosen(group, search)}
            corrections={corrections}
            onToggle={(isOpen) => onSearch(isOpen ? { show: search.show } : searchOf(group))}
          />
        ))}
      </ul>
      {groups && groups.length >= mostProblemGroups ? (
        <p className={classes['groupsCut']}>{t('imports.check.groupsCut', { count: mostProblemGroups })}</p>
      ) : null}
    </section>
  )
}

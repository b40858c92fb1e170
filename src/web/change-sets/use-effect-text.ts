import { useTranslation } from 'react-i18next'
import { entityNames } from '../../shared/catalogue/field.ts'
import type { ChangeSet } from '../../shared/contract/change-set.contract.ts'

const actions = ['create', 'update', 'delete'] as const

/** What a change set did, in words: "1 313 sociétés créées · 310 adresses modifiées". */
export function useEffectText(): (changeSet: Pick<ChangeSet, 'counts'>) => string {
  const { t } = useTranslation()
  return ({ counts }) => {
    const parts = entityNames.flatMap((entity) =>
      actions.flatMap((action) => {
        const count = counts[entity]?.[action] ?? 0
        return count > 0 ? [t(`changeSets.counts.${entity}.${action}`, { count })] : []
      }),
    )
    return parts.length > 0 ? parts.join(' · ') : t('changeSets.nothing')
  }
}

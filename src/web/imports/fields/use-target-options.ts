import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { companyTabs } from '../../../shared/catalogue/field.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { targetsOf, type Target } from '../../../shared/import/targets.ts'
import { useLanguage } from '../../texts/use-language.ts'

export type TargetGroup = { group: string; items: { value: string; label: string }[] }

/** Where a target without a field of its own stands among the others. */
const tabOf = (target: Target) => target.field?.tab ?? 'general'

/** What a column can feed, as the groups of a list: company and contact by tab, addresses as one. */
export function useTargetOptions(entity: ListEntity): { groups: TargetGroup[]; labelOf: (path: string) => string } {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return useMemo(() => {
    const targets = targetsOf(entity)
    // A company's own fields need no prefix; those of its addresses and contacts say whose they are.
    const say = (target: Target) =>
      target.entity === entity ||
      target.label[language].toLowerCase().includes(t(`imports.fields.${target.entity}`).toLowerCase())
        ? target.label[language]
        : `${t(`imports.fields.${target.entity}`)} · ${target.label[language]}`
    const group = (name: string, wanted: (target: Target) => boolean): TargetGroup => ({
      group: name,
      items: targets.filter(wanted).map((target) => ({ value: target.path, label: say(target) })),
    })
    const byTab = (owner: 'company' | 'contact') =>
      companyTabs.map((tab) =>
        group(
          `${t(`imports.fields.${owner}`)} – ${t(`record.tabs.${tab}`)}`,
          (target) => target.entity === owner && tabOf(target) === tab,
        ),
      )
    const groups = [
      ...byTab('company'),
      group(t('imports.fields.address'), (target) => target.entity === 'address'),
      ...byTab('contact'),
    ].filter(({ items }) => items.length > 0)
    const labels = new Map(groups.flatMap(({ items }) => items.map(({ value, label }) => [value, label])))
    return { groups, labelOf: (path) => labels.get(path) ?? path }
  }, [t, language, entity])
}

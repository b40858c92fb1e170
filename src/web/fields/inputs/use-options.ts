import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryCodes } from '../../../shared/catalogue/countries.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useLookups } from '../use-lookups.ts'

export type Choice = { value: string; label: string }

/**
 * What a field can be set to, as options of a list: fixed codes, countries, list values, users, billing entities.
 * Archived values and users who left are offered only where they are already held.
 */
export function useOptions(field: Field, held: FieldValue | undefined, country?: string): Choice[] {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const lookups = useLookups()
  return useMemo(() => {
    const isHeld = (id: number) => (Array.isArray(held) ? held.includes(id) : held === id)
    if (field.options) return field.options.map(({ code, label }) => ({ value: code, label: label[language] }))
    if (field.type === 'country') return countriesIn(language)
    if (field.list) {
      return lookups
        .valuesOf(field.list)
        .filter(
          (value) =>
            (!value.isArchived || isHeld(value.id)) && (!value.country || !country || value.country === country),
        )
        .map(({ id, label, isArchived }) => ({
          value: String(id),
          label: isArchived ? `${label[language]} (${t('fields.archived')})` : label[language],
        }))
    }
    if (field.target === 'user') {
      return [...lookups.users.values()]
        .filter((user) => user.isActive || isHeld(user.id))
        .map(({ id, name }) => ({ value: String(id), label: name }))
    }
    if (field.target === 'billingEntity') {
      return [...lookups.billingEntities.values()].map(({ id, name }) => ({ value: String(id), label: name }))
    }
    return []
  }, [field, held, country, language, lookups, t])
}

const countries = new Map<string, Choice[]>()

/** "FR – France", by name, France first. */
function countriesIn(language: string): Choice[] {
  const known = countries.get(language)
  if (known) return known
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const named = countryCodes.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))
  const nameOf = (choice: Choice) => choice.label.slice(5)
  const rank = (choice: Choice) => (choice.value === 'FR' ? 0 : 1)
  const sorted = named.sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b), language))
  countries.set(language, sorted)
  return sorted
}

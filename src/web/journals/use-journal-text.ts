import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journal, JournalValue } from '../../shared/contract/journal.contract.ts'
import { findJournalField, type JournalOperation } from '../../shared/journals/operations.ts'
import { useValueText, type References } from '../fields/use-value-text.ts'
import { useLanguage } from '../texts/use-language.ts'

type Header = Pick<Journal, 'entity' | 'field' | 'operation' | 'value'>

/** Whether an operation has all it needs. */
export const hasValue = (operation: JournalOperation, value: JournalValue) => operation === 'clear' || value !== null

const isObject = (value: JournalValue): value is Exclude<JournalValue, string | number | boolean | number[] | null> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a journal does, in a few words: the name of its field, and “→ Ouest”. */
export function useJournalText(): (journal: Header, references?: References) => { field: string; effect: string } {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const textOf = useValueText()
  return useCallback(
    ({ entity, field: path, operation, value }, references) => {
      const found = path === null ? undefined : findJournalField(entity, path)
      if (!found) return { field: path ?? t('journals.noField'), effect: '' }
      const field = found.field.label[language]
      if (!hasValue(operation, value))
        return { field, effect: t('journals.effects.set', { value: t('journals.noValue') }) }
      if (isObject(value)) {
        return 'find' in value
          ? { field, effect: t('journals.effects.replace-text', value) }
          : {
              field,
              effect: t('journals.effects.shift-date', {
                value: signed(String(value.amount), language),
                unit: t(`journals.units.${value.unit}`),
              }),
            }
      }
      const isChange = operation === 'add-amount' || operation === 'add-percentage'
      const said = isChange ? signed(String(value), language) : textOf(found.field, value, references)
      return { field, effect: t(`journals.effects.${operation}`, { value: said }) }
    },
    [t, language, textOf],
  )
}

/** "2.5" → "+2,5"; the minus is a real one. */
function signed(number: string, language: string): string {
  const bare = number.replace(/^[-+]/, '')
  return (number.startsWith('-') ? '−' : '+') + (language === 'fr' ? bare.replace('.', ',') : bare)
}

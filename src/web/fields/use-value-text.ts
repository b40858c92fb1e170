import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { typeOf } from '../../shared/catalogue/catalogue.ts'
import { isMaskable, maskedValue } from '../../shared/catalogue/masked-value.ts'
import type { Field } from '../../shared/catalogue/field.ts'
import type { FieldValue } from '../../shared/catalogue/field-types/field-type.ts'
import { useLanguage } from '../texts/use-language.ts'
import { useLookups } from './use-lookups.ts'

export type References = Readonly<Record<string, string>>

/** How to say any value of any field: formatted by its type, ids replaced by the names they stand for; '' for none. */
export function useValueText(): (field: Field, value: FieldValue | undefined, references?: References) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const lookups = useLookups()
  return useCallback(
    (field, value, references = {}) => {
      if (value === null || value === undefined || value === '') return ''
      const nameOf = (id: number): string => {
        if (field.list) return lookups.listValues.get(id)?.label[language] ?? '…'
        if (field.target === 'user') return lookups.users.get(id)?.name ?? '…'
        if (field.target === 'billingEntity') return lookups.billingEntities.get(id)?.name ?? '…'
        return references[id] ?? '…'
      }
      if (value === maskedValue && isMaskable(field)) return t('fields.hidden')
      if (Array.isArray(value)) return value.map(nameOf).join(', ')
      if (typeof value === 'number' && (field.list || field.target)) return nameOf(value)
      return typeOf(field).format(value, { field, language })
    },
    [t, language, lookups],
  )
}

import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { useLanguage } from '../texts/use-language.ts'
import type { FieldPath } from './field-paths.ts'

/** How a field is named in a list of an entity: another record's fields say whose they are. */
export function usePathLabel(entity: ListEntity): (one: FieldPath) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return ({ field, owner }) =>
    owner === entity || owner === 'address'
      ? field.label[language]
      : `${field.label[language]} (${t('fields.ofCompany')})`
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../shared/catalogue/field.ts'
import { getLockedFields } from '../../shared/contract/field-lock.contract.ts'
import { call } from '../api/call.ts'

/** Why a field of an existing record may not be changed in a form (FC-4); undefined where it may. */
export function useLock(): (field: Field) => string | undefined {
  const { t } = useTranslation()
  const { data = [] } = useQuery({
    queryKey: ['field-locks', 'mine'],
    queryFn: ({ signal }) => call(getLockedFields, { signal }),
    staleTime: 60_000,
  })
  return ({ entity, key }) => (data.includes(`${entity}.${key}`) ? t('fields.locked') : undefined)
}

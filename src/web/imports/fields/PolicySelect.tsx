import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { policiesFor } from './mapping.ts'
import classes from './fields.module.css'

type Props = {
  entity: ListEntity
  header: string
  mapping: ColumnMapping
  onChange: (policy: ColumnMapping['policy']) => void
}

/** What an update does with the field: only what its type allows; a key finds, and changes nothing. */
export function PolicySelect({ entity, header, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const policies = policiesFor(mapping.target)
  if (mapping.target === null) return null
  if (mapping.isKey || mapping.target === `${entity}.rafaleId`) {
    return <span className={classes['quiet']}>{t('imports.fields.policyKey')}</span>
  }
  if (policies.length === 0) return <span className={classes['quiet']}>{t('imports.fields.policyNone')}</span>
  return (
    <NativeSelect
      aria-label={t('imports.fields.policyOf', { header })}
      value={mapping.policy}
      data={policies.map((value) => ({ value, label: t(`imports.fields.policies.${value}`) }))}
      onChange={(event) => {
        const policy = policies.find((one) => one === event.currentTarget.value)
        if (policy) onChange(policy)
      }}
    />
  )
}

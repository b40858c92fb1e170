import { ActionIcon, Button, Radio, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { catalogue, fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { Values } from '../../../shared/contract/record.contract.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { useLock } from '../../fields/use-lock.ts'
import { useLookups } from '../../fields/use-lookups.ts'
import { useValueText } from '../../fields/use-value-text.ts'
import type { AddressView } from './draft.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

const fields = catalogue.address.filter((field) => !field.isReadOnly)

type Props = { form: RecordForm; address: AddressView; place: number; isDisabled: boolean }

/** One address: its fields, whether it is the default one, and its removal. */
export function AddressEditor({ form, address, place, isDisabled }: Props) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const lockOf = useLock()
  const { key, values } = address
  const isNew = !form.base.addresses.some((one) => String(one.id) === key)
  const { listValues } = useLookups()
  /** A province is of one country: it goes when the address moves to another. */
  const provinceAfter = (changed: string, value: FieldValue): Values => {
    const held = typeof values['province'] === 'number' ? listValues.get(values['province'])?.country : undefined
    return changed === 'country' && held && held !== value ? { province: null } : {}
  }
  const kind = textOf(fieldOf('address', 'kind'), values['kind'])
  const title = [kind, values['name']].filter(Boolean).join(' · ')
  const shown = title || t('record.addresses.untitled', { number: place + 1 })

  if (address.isDeleted) {
    return (
      <div className={classes['removed']}>
        <span>
          <s>{shown}</s> — {t('record.addresses.removed')}
        </span>
        <Button size="compact-sm" variant="default" onClick={() => form.setAddress(key, { isDeleted: false })}>
          {t('record.addresses.restore')}
        </Button>
      </div>
    )
  }
  return (
    <fieldset className={classes['address']}>
      <legend className="visually-hidden">{shown}</legend>
      <div className={classes['addressHead']}>
        <span className={classes['addressTitle']}>{shown}</span>
        <Radio
          size="xs"
          label={t('record.addresses.makeDefault')}
          aria-label={`${t('record.addresses.isDefault')} : ${shown}`}
          checked={address.isDefault}
          disabled={isDisabled}
          onChange={() => form.setDefaultAddress(key)}
        />
        {isDisabled ? null : (
          <Tooltip label={t('record.addresses.remove')}>
            <ActionIcon
              size={26}
              aria-label={`${t('record.addresses.remove')} : ${shown}`}
              onClick={() => form.setAddress(key, { isDeleted: true })}
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes['fields']}>
        {fields.map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            name={`address.${key}.${field.key}`}
            value={values[field.key]}
            onChange={(value) =>
              form.setAddress(key, { values: { [field.key]: value, ...provinceAfter(field.key, value) } })
            }
            onRefused={(reason) => form.setRefusal(`address.${key}.${field.key}`, reason)}
            error={form.faults[`address.${key}.${field.key}`]}
            country={typeof values['country'] === 'string' ? values['country'] : undefined}
            isDisabled={isDisabled}
            lock={isNew ? undefined : lockOf(field)}
          />
        ))}
      </div>
    </fieldset>
  )
}

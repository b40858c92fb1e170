import { Button } from '@mantine/core'
import { IconMapPin, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../design/EmptyState.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { AddressEditor } from './AddressEditor.tsx'
import { FormField } from './FormField.tsx'
import { fieldsOfTab } from './required.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = { form: RecordForm; references: References; isDisabled: boolean }

/** The kind a further address begins with: the first that there can be only one of and that is still free. */
function nextKind(form: RecordForm): string {
  const taken = new Set(form.addresses.filter((one) => !one.isDeleted).map((one) => one.values['kind']))
  return ['main', 'billing', 'delivery'].find((kind) => !taken.has(kind)) ?? 'other'
}

/** The web site and any number of addresses, one of them the default. */
export function AddressesTab({ form, references, isDisabled }: Props) {
  const { t } = useTranslation()
  const add = () => form.addAddress({ kind: nextKind(form), country: 'FR' })
  const fields = fieldsOfTab(form.entity, 'addresses')
  return (
    <div className={classes['tab']}>
      <div className={classes['fields']}>
        {fields.map((field) => (
          <FormField key={field.key} form={form} field={field} references={references} isDisabled={isDisabled} />
        ))}
      </div>
      {form.addresses.map((address, place) => (
        <AddressEditor key={address.key} form={form} address={address} place={place} isDisabled={isDisabled} />
      ))}
      {form.addresses.length === 0 ? (
        <EmptyState
          icon={IconMapPin}
          title={t('record.addresses.none')}
          action={
            isDisabled ? null : (
              <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
                {t('record.addresses.add')}
              </Button>
            )
          }
        >
          {t('record.addresses.noneText')}
        </EmptyState>
      ) : isDisabled ? null : (
        <Button variant="subtle" leftSection={<IconPlus size={15} />} className={classes['start']} onClick={add}>
          {t('record.addresses.add')}
        </Button>
      )}
    </div>
  )
}

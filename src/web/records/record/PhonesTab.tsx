import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { References } from '../../fields/use-value-text.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { focusInput } from './faults.ts'
import { FormField } from './FormField.tsx'
import { fieldsOfTab } from './required.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = { form: RecordForm; references: References; isDisabled: boolean }

/** The numbers that are filled in, the first two always; the empty ones wait in a menu. */
export function PhonesTab({ form, references, isDisabled }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [added, setAdded] = useState<readonly string[]>([])
  const fields = fieldsOfTab(form.entity, 'phones')
  const isShown = (field: Field, place: number) =>
    place < 2 ||
    added.includes(field.key) ||
    Boolean(form.base.values[field.key]) ||
    Boolean(form.values[field.key]) ||
    field.key in form.faults
  const folded = fields.filter((field, place) => !isShown(field, place))

  return (
    <div className={classes['tab']}>
      <div className={classes['fields']}>
        {fields.filter(isShown).map((field) => (
          <FormField key={field.key} form={form} field={field} references={references} isDisabled={isDisabled} />
        ))}
      </div>
      {folded.length > 0 && !isDisabled ? (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" leftSection={<IconPlus size={15} />} className={classes['start']}>
              {t('record.phones.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {folded.map((field) => (
              <Menu.Item
                key={field.key}
                onClick={() => {
                  setAdded([...added, field.key])
                  focusInput(field.key)
                }}
              >
                {field.label[language]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  )
}

import { Button, Input } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Popup } from '../../design/Popup.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { useValueText } from '../../fields/use-value-text.ts'
import { FormField } from './FormField.tsx'
import { nameParts } from './full-name.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = { form: RecordForm; references: References; isDisabled: boolean }

/** The full name, made of its parts: read only in the form, edited in a small panel. */
export function FullNameInput({ form, references, isDisabled }: Props) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const [isOpen, setOpen] = useState(false)
  const fault = nameParts.map((key) => form.faults[key]).find(Boolean)
  const name = nameParts
    .map((key) => textOf(form.fieldOf(key), form.values[key]))
    .filter(Boolean)
    .join(' ')
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- a fault is shown where it can be corrected
    if (fault) setOpen(true)
  }, [fault])

  return (
    <Input.Wrapper label={t('record.fullName.label')} required error={isOpen ? undefined : fault}>
      <Popup
        label={t('record.fullName.label')}
        isOpen={isOpen}
        onChange={setOpen}
        width={380}
        padding={16}
        keepMounted
        target={
          <button
            type="button"
            className={classes['fullName']}
            disabled={isDisabled}
            data-empty={name === '' || undefined}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            aria-label={`${name || t('record.fullName.placeholder')} – ${t('record.fullName.edit')}`}
            onClick={() => setOpen(!isOpen)}
          >
            <span className={classes['fullNameText']}>{name || t('record.fullName.placeholder')}</span>
            <IconPencil size={15} stroke={1.7} aria-hidden />
          </button>
        }
      >
        <div className={classes['nameParts']}>
          {nameParts.map((key) => (
            <FormField
              key={key}
              form={form}
              field={form.fieldOf(key)}
              references={references}
              isDisabled={isDisabled}
            />
          ))}
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('record.fullName.done')}
          </Button>
        </div>
      </Popup>
    </Input.Wrapper>
  )
}

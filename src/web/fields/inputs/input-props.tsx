import { Tooltip } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { References } from '../use-value-text.ts'
import classes from './inputs.module.css'

export type FieldInputProps = {
  field: Field
  /** Names the input in the form: the focus goes to the first one at fault. */
  name: string
  value: FieldValue | undefined
  onChange: (value: FieldValue) => void
  /** Told while what is typed stands for no value, with the reason; and when it does again. */
  onRefused?: (reason: string | undefined) => void
  error?: string | undefined
  isRequired?: boolean
  isDisabled?: boolean
  language: Language
  references?: References
  /** The country of the address that a province belongs to. */
  country?: string | undefined
  /** Instead of the field's own label; an empty one leaves it to the reader of screens. */
  label?: string
  placeholder?: string
}

/** What every input is given: label with its help, required mark and edge, fault. */
export function commonProps({
  field,
  name,
  error,
  isRequired,
  isDisabled,
  language,
  label,
  placeholder,
}: FieldInputProps) {
  const said = label ?? field.label[language]
  const help = field.help?.[language]
  return {
    label: said === '' ? undefined : <FieldLabel help={help}>{said}</FieldLabel>,
    ...(said === '' ? { 'aria-label': field.label[language] } : {}),
    ...(help ? { 'aria-description': help } : {}),
    required: isRequired ?? false,
    disabled: isDisabled ?? field.isReadOnly,
    error,
    placeholder,
    'data-field': name,
    classNames: { input: isRequired ? classes['required'] : undefined },
  }
}

function FieldLabel({ help, children }: { help: string | undefined; children: ReactNode }) {
  if (!help) return children
  return (
    <span className={classes['label']}>
      {children}
      <Tooltip label={help} multiline maw={280} openDelay={100}>
        <IconInfoCircle size={13} stroke={1.8} className={classes['help']} aria-hidden />
      </Tooltip>
    </span>
  )
}

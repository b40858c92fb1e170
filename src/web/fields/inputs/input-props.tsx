import { Tooltip } from '@mantine/core'
import { IconInfoCircle, IconLock } from '@tabler/icons-react'
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
  /** Why the value may be read but not changed. */
  lock?: string | undefined
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
  lock,
  language,
  label,
  placeholder,
}: FieldInputProps) {
  const said = label ?? field.label[language]
  const help = field.help?.[language]
  const isRequiredHere = isRequired === true && lock === undefined
  const description = [lock, help].filter(Boolean).join(' ')
  const input = lock === undefined ? (isRequired ? classes['required'] : undefined) : classes['locked']
  return {
    label:
      said === '' ? undefined : (
        <FieldLabel help={help} lock={lock}>
          {said}
        </FieldLabel>
      ),
    ...(said === '' ? { 'aria-label': field.label[language] } : {}),
    ...(description ? { 'aria-description': description } : {}),
    required: isRequiredHere,
    disabled: isDisabled ?? field.isReadOnly,
    readOnly: lock !== undefined,
    error,
    placeholder: lock === undefined ? placeholder : '',
    'data-field': name,
    classNames: { input },
  }
}

function FieldLabel({
  help,
  lock,
  children,
}: {
  help: string | undefined
  lock: string | undefined
  children: ReactNode
}) {
  if (!help && !lock) return children
  return (
    <span className={classes['label']}>
      {children}
      {lock ? (
        <Tooltip label={lock} multiline maw={280} openDelay={100}>
          <IconLock size={13} stroke={1.9} className={classes['help']} aria-hidden />
        </Tooltip>
      ) : null}
      {help ? (
        <Tooltip label={help} multiline maw={280} openDelay={100}>
          <IconInfoCircle size={13} stroke={1.8} className={classes['help']} aria-hidden />
        </Tooltip>
      ) : null}
    </span>
  )
}

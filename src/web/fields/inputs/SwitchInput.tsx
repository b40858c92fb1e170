import { Switch } from '@mantine/core'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import classes from './inputs.module.css'

/** Yes or no. */
export function SwitchInput(props: FieldInputProps) {
  const { label, disabled, readOnly, error, 'data-field': name, ...common } = commonProps(props)
  return (
    <div className={classes['switch']}>
      <Switch
        label={label}
        aria-label={label ? undefined : props.field.label[props.language]}
        aria-description={common['aria-description']}
        disabled={disabled || readOnly}
        error={error}
        data-field={name}
        checked={props.value === true}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </div>
  )
}

import { DayPicker } from '../../design/DayPicker.tsx'
import { commonProps, type FieldInputProps } from './input-props.tsx'

/** The input of a field that holds a day. */
export function DayInput(props: FieldInputProps) {
  return (
    <DayPicker
      {...commonProps(props)}
      value={typeof props.value === 'string' ? props.value.slice(0, 10) : null}
      onChange={(day) => props.onChange(day)}
    />
  )
}

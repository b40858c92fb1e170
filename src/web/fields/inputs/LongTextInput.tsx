import { Textarea } from '@mantine/core'
import { commonProps, type FieldInputProps } from './input-props.tsx'

/** Text of several lines; grows with it. */
export function LongTextInput(props: FieldInputProps) {
  return (
    <Textarea
      {...commonProps(props)}
      autosize
      minRows={3}
      maxRows={14}
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

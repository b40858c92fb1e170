import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { readDate } from '../../../shared/catalogue/field-types/date.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'

/** A day, typed in any usual way or picked. */
export function DayInput(props: FieldInputProps) {
  return (
    <DateInput
      {...commonProps(props)}
      value={typeof props.value === 'string' ? props.value.slice(0, 10) : null}
      onChange={(day) => props.onChange(day)}
      valueFormat={props.language === 'fr' ? 'DD/MM/YYYY' : 'YYYY-MM-DD'}
      dateParser={(text) => readDate(text.trim(), 'dmy') ?? null}
      placeholder={props.language === 'fr' ? 'JJ/MM/AAAA' : 'YYYY-MM-DD'}
      rightSection={<IconCalendar size={15} stroke={1.6} aria-hidden />}
      rightSectionPointerEvents="none"
      clearable={false}
      allowDeselect
      fixOnBlur
    />
  )
}

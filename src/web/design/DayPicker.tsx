import { DateInput, type DateInputProps } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { readDate } from '../../shared/catalogue/field-types/date.ts'
import { useLanguage } from '../texts/use-language.ts'

type Props = Omit<DateInputProps, 'value' | 'onChange'> & {
  /** YYYY-MM-DD. */
  value: string | null
  onChange: (day: string | null) => void
}

/** A day, typed in any usual way or picked, in the language of the application and not of the browser. */
export function DayPicker(props: Props) {
  const { language } = useLanguage()
  return (
    <DateInput
      valueFormat={language === 'fr' ? 'DD/MM/YYYY' : 'YYYY-MM-DD'}
      dateParser={(text) => readDate(text.trim(), 'dmy') ?? null}
      placeholder={language === 'fr' ? 'JJ/MM/AAAA' : 'YYYY-MM-DD'}
      rightSection={<IconCalendar size={15} stroke={1.6} aria-hidden />}
      rightSectionPointerEvents="none"
      clearable={false}
      allowDeselect
      fixOnBlur
      {...props}
    />
  )
}

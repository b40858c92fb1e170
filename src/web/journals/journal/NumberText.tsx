import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../texts/use-language.ts'

type Props = {
  label: string
  value: string
  isWhole?: boolean
  suffix?: string
  onChange: (value: string | null) => void
}

/** A number with a sign, kept as text so that no digit is lost; typed with a comma or a point. */
export function NumberText({ label, value, isWhole = false, suffix, onChange }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const said = language === 'fr' ? value.replace('.', ',') : value
  const [text, setText] = useState(said)
  const plain = text
    .replace(/[\s\u00a0\u202f+]/g, '')
    .replace(',', '.')
    .replace('−', '-')
  const isFine = plain === '' || (isWhole ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(plain)
  return (
    <TextInput
      label={label}
      required
      data-field="value"
      inputMode="decimal"
      autoComplete="off"
      value={text}
      title={t('journals.header.signed')}
      error={isFine ? undefined : t('journals.header.notNumber')}
      rightSection={suffix ? <span aria-hidden>{suffix}</span> : null}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        const next = typed
          .replace(/[\s\u00a0\u202f+]/g, '')
          .replace(',', '.')
          .replace('−', '-')
        const fits = (isWhole ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(next)
        if (fits) onChange(next)
        else if (next === '') onChange(null)
      }}
    />
  )
}

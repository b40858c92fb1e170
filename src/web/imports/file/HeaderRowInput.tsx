import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { value: number; onChange: (row: number) => void; isDisabled: boolean }

/** The row that holds the titles. */
export function HeaderRowInput({ value, onChange, isDisabled }: Props) {
  const { t } = useTranslation()
  return (
    <NumberInput
      label={t('imports.file.headerRow')}
      value={value}
      min={1}
      max={1000}
      allowDecimal={false}
      clampBehavior="strict"
      disabled={isDisabled}
      onChange={(row) => {
        if (typeof row === 'number' && row >= 1) onChange(row)
      }}
    />
  )
}

import { NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { delimiters, encodings, type Dialect } from '../../../shared/contract/import.contract.ts'
import classes from './file.module.css'

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

type Props = { dialect: Dialect; onChange: (dialect: Dialect) => void; isDisabled: boolean }

/** How the file is read: guessed, shown, and changed here. */
export function DialectPickers({ dialect, onChange, isDisabled }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes['pickers']}>
      <Select
        label={t('imports.file.encoding')}
        data={encodings.map((value) => ({ value, label: t(`imports.file.encodings.${value}`) }))}
        value={dialect.encoding}
        allowDeselect={false}
        disabled={isDisabled}
        onChange={(value) => {
          const encoding = encodings.find((one) => one === value)
          if (encoding) onChange({ ...dialect, encoding })
        }}
      />
      <Select
        label={t('imports.file.delimiter')}
        data={delimiters.map((value) => ({ value, label: t(`imports.file.delimiters.${delimiterNames[value]}`) }))}
        value={dialect.delimiter}
        allowDeselect={false}
        disabled={isDisabled}
        onChange={(value) => {
          const delimiter = delimiters.find((one) => one === value)
          if (delimiter) onChange({ ...dialect, delimiter })
        }}
      />
      <NumberInput
        label={t('imports.file.headerRow')}
        value={dialect.headerRow}
        min={1}
        max={1000}
        allowDecimal={false}
        clampBehavior="strict"
        disabled={isDisabled}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1) onChange({ ...dialect, headerRow: value })
        }}
      />
    </div>
  )
}

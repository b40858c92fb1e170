import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { delimiters, type TextDialect } from '../../../shared/contract/import-file.contract.ts'
import { EncodingSelect } from './EncodingSelect.tsx'
import { HeaderRowInput } from './HeaderRowInput.tsx'
import classes from './file.module.css'

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

type Props = { dialect: TextDialect; onChange: (dialect: TextDialect) => void; isDisabled: boolean }

/** How a file of delimited text is read: guessed, shown, and changed here. */
export function TextPickers({ dialect, onChange, isDisabled }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes['pickers']}>
      <EncodingSelect
        value={dialect.encoding}
        isDisabled={isDisabled}
        onChange={(encoding) => onChange({ ...dialect, encoding })}
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
      <HeaderRowInput
        value={dialect.headerRow}
        isDisabled={isDisabled}
        onChange={(headerRow) => onChange({ ...dialect, headerRow })}
      />
    </div>
  )
}

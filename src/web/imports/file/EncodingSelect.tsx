import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { encodings, type TextDialect } from '../../../shared/contract/import-file.contract.ts'

type Encoding = TextDialect['encoding']
type Props = { value: Encoding; onChange: (encoding: Encoding) => void; isDisabled: boolean }

export function EncodingSelect({ value, onChange, isDisabled }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('imports.file.encoding')}
      data={encodings.map((one) => ({ value: one, label: t(`imports.file.encodings.${one}`) }))}
      value={value}
      allowDeselect={false}
      disabled={isDisabled}
      onChange={(chosen) => {
        const encoding = encodings.find((one) => one === chosen)
        if (encoding) onChange(encoding)
      }}
    />
  )
}

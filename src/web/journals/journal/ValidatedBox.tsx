import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The "validated" box: ticked by validation, never by hand. */
export function ValidatedBox({ isValidated }: { isValidated: boolean }) {
  const { t } = useTranslation()
  return (
    <Checkbox
      size="sm"
      label={t('journals.header.isValidated')}
      title={t('journals.header.isValidatedText')}
      checked={isValidated}
      aria-readonly
      readOnly
      onChange={() => undefined}
    />
  )
}

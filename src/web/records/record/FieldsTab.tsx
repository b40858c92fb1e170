import { useTranslation } from 'react-i18next'
import type { TabName } from '../../../shared/catalogue/field.ts'
import type { References } from '../../fields/use-value-text.ts'
import { FormField } from './FormField.tsx'
import { FullNameInput } from './FullNameInput.tsx'
import { isNamePart } from './full-name.ts'
import { fieldsOfTab, isOffered } from './required.ts'
import { useIsReferenceOffered } from './use-is-reference-offered.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = { form: RecordForm; tab: TabName; references: References; isDisabled: boolean }

/** The fields of a tab, as the catalogue orders them, a photo first; yes/no fields stand together under the others. */
export function FieldsTab({ form, tab, references, isDisabled }: Props) {
  const { t } = useTranslation()
  const isReferenceOffered = useIsReferenceOffered(form)
  const fields = fieldsOfTab(form.entity, tab).filter(
    (field) => isOffered(field, form.values) && (field.key !== 'isReference' || isReferenceOffered),
  )
  const common = { form, references, isDisabled }
  const isNaming = form.entity === 'contact' && tab === 'general'
  const pictures = fields.filter((field) => field.type === 'picture')
  const inputs = fields.filter(
    (field) => !['boolean', 'longText', 'picture'].includes(field.type) && field.clearedUnless === undefined,
  )
  // What a switch brings up stands right after it.
  const switches = fields
    .filter((field) => field.type === 'boolean')
    .flatMap((field) => [field, ...fields.filter((one) => one.clearedUnless === field.key)])
  const longTexts = fields.filter((field) => field.type === 'longText')

  return (
    <div className={classes['tab']}>
      <div className={classes['fields']}>
        {pictures.map((field) => (
          <FormField key={field.key} field={field} {...common} />
        ))}
        {isNaming ? <FullNameInput {...common} /> : null}
        {inputs
          .filter((field) => !isNaming || !isNamePart(field.key))
          .map((field) => (
            <FormField
              key={field.key}
              field={field}
              {...common}
              {...(field.key === 'code' && form.base.id === null ? { placeholder: t('record.codeAuto') } : {})}
            />
          ))}
      </div>
      {switches.length > 0 ? (
        <div className={classes['switches']}>
          {switches.map((field) => (
            <FormField key={field.key} field={field} {...common} />
          ))}
        </div>
      ) : null}
      {longTexts.map((field) => (
        <FormField key={field.key} field={field} {...common} />
      ))}
    </div>
  )
}

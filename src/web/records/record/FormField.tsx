import type { Field } from '../../../shared/catalogue/field.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { useLock } from '../../fields/use-lock.ts'
import type { References } from '../../fields/use-value-text.ts'
import { isRequiredNow } from './required.ts'
import type { RecordForm } from './use-record-form.ts'

type Props = { form: RecordForm; field: Field; references: References; isDisabled: boolean; placeholder?: string }

/** One field of the record in its form; one that is locked is shown as such where the record exists. */
export function FormField({ form, field, references, isDisabled, placeholder }: Props) {
  const lockOf = useLock()
  return (
    <FieldInput
      field={field}
      name={field.key}
      value={form.values[field.key]}
      onChange={(value) => form.setValue(field.key, value)}
      onRefused={(reason) => form.setRefusal(field.key, reason)}
      error={form.faults[field.key]}
      isRequired={isRequiredNow(field, form.values)}
      isDisabled={isDisabled}
      lock={form.base.id === null ? undefined : lockOf(field)}
      references={references}
      {...(placeholder ? { placeholder } : {})}
    />
  )
}

import { Checkbox, Select, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLookups } from '../../fields/use-lookups.ts'
import { useCan, useSignedInUser } from '../../session/use-session.ts'
import type { FieldsProps } from './SourceForm.tsx'
import classes from './sources.module.css'

/** In whose name it imports — an administrator chooses, others import in their own — and who gets the mail. */
export function PeopleFields({ form, source }: FieldsProps) {
  const { t } = useTranslation()
  const can = useCan()
  const me = useSignedInUser()
  const { users } = useLookups()
  const known = new Map([[me.id, me.name], ...(source ? [[source.user.id, source.user.name] as const] : [])])
  for (const { id, name, isActive } of users.values()) if (isActive) known.set(id, name)
  return (
    <div className={classes['columns']}>
      <Select
        label={t('sources.field.runUser')}
        description={t('sources.field.runUserHelp')}
        searchable
        allowDeselect={false}
        disabled={!can('administration')}
        data={[...known].map(([id, label]) => ({ value: String(id), label }))}
        {...form.getInputProps('runUser')}
      />
      <TagsInput
        label={t('sources.field.mailTo')}
        description={t('sources.field.mailToHelp')}
        maxTags={20}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        {...form.getInputProps('mailTo')}
      />
      <Checkbox
        className={classes['wide']}
        label={t('sources.field.isActive')}
        {...form.getInputProps('isActive', { type: 'checkbox' })}
      />
    </div>
  )
}

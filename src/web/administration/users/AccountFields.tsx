import { MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { useLookups } from '../../fields/use-lookups.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useRoles } from './use-staff.ts'

export type AccountValues = {
  name: string
  email: string
  language: Language
  roleId: string
  billingEntityIds: string[]
}

/** What every account has: name, e-mail, role, billing entities, language. */
export function AccountFields({ form }: { form: UseFormReturnType<AccountValues> }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const roles = useRoles()
  const { billingEntities } = useLookups()
  const says = 'administration.users'
  return (
    <Stack gap="sm">
      <TextInput label={t(`${says}.name`)} required maxLength={200} {...form.getInputProps('name')} />
      <TextInput label={t(`${says}.email`)} type="email" required maxLength={320} {...form.getInputProps('email')} />
      <Select
        label={t(`${says}.role`)}
        required
        allowDeselect={false}
        data={(roles.data ?? []).map(({ id, label }) => ({ value: String(id), label: label[language] }))}
        {...form.getInputProps('roleId')}
      />
      <MultiSelect
        label={t(`${says}.entities`)}
        description={t(`${says}.entitiesHelp`)}
        data={[...billingEntities.values()].map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        searchable
        {...form.getInputProps('billingEntityIds')}
      />
      <SegmentedControl
        aria-label={t(`${says}.language`)}
        data={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
        {...form.getInputProps('language')}
      />
    </Stack>
  )
}

import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addRole, changeRole, type Role } from '../../../shared/contract/role.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import { useRoles } from '../users/use-staff.ts'

type Values = { fr: string; en: string; like: string }

/** Names a role; a new one takes its first rights from another. */
export function RoleDialog({ role, onClose }: { role: Role | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const roles = useRoles().data ?? []
  const like = roles.find(({ code }) => code === 'read-only')
  const form = useForm<Values>({
    initialValues: { fr: role?.label.fr ?? '', en: role?.label.en ?? '', like: String(like?.id ?? '') },
  })
  const save = useAct(
    ({ fr, en, like: model }: Values) => {
      const label = { fr, en }
      if (role) return call(changeRole, { params: { id: role.id }, body: { label } })
      const { rights = [], requiresSecondFactor = false } = roles.find(({ id }) => String(id) === model) ?? {}
      return call(addRole, { body: { label, rights, requiresSecondFactor } })
    },
    {
      stale: [queryKeys.roles],
      isProblemShown: true,
      said: (saved) =>
        t(role ? 'administration.roles.factorChanged' : 'administration.roles.added', { role: saved.label[language] }),
      onDone: onClose,
    },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(role ? 'administration.roles.rename' : 'administration.roles.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <TextInput
            label={t('administration.roles.labelFr')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('fr')}
          />
          <TextInput label={t('administration.roles.labelEn')} required maxLength={100} {...form.getInputProps('en')} />
          {role ? null : (
            <Select
              label={t('administration.roles.like')}
              allowDeselect={false}
              data={roles.map(({ id, label }) => ({ value: String(id), label: label[language] }))}
              {...form.getInputProps('like')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(role ? 'common.save' : 'administration.roles.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { changeOwnPassword } from '../../shared/contract/account.contract.ts'
import { updateMe } from '../../shared/contract/session.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useSignedInUser } from '../session/use-session.ts'

/** One's own name; the e-mail is the administrator's to change. */
export function ProfileForm() {
  const { t } = useTranslation()
  const { name, email } = useSignedInUser()
  const form = useForm({ initialValues: { name } })
  const save = useAct((body: { name: string }) => call(updateMe, { body }), {
    stale: [queryKeys.session, queryKeys.users],
    said: t('account.saved'),
    isProblemShown: true,
    onDone: () => form.resetDirty(),
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <ProblemBanner problem={save.error} />
        <TextInput label={t('session.name')} required autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t('session.email')} value={email} readOnly />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty() || form.values.name.trim() === ''}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** One's own password, changed by whoever knows the present one. */
export function PasswordForm() {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: { password: (password) => (password.length >= 10 ? null : t('session.passwordShort')) },
  })
  const change = useAct((body: { current: string; password: string }) => call(changeOwnPassword, { body }), {
    stale: [queryKeys.me],
    said: t('account.passwordChanged'),
    isProblemShown: true,
    onDone: () => form.reset(),
  })
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack>
        <ProblemBanner problem={change.error} />
        <PasswordInput
          label={t('account.current')}
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('account.next')}
          description={t('session.passwordHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={change.isPending} disabled={!form.isDirty()}>
            {t('account.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

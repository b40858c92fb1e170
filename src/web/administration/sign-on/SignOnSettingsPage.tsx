import { Button, Group, PasswordInput, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteSignOn, getSignOn, saveSignOn, type SignOnState } from '../../../shared/contract/sign-on.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { Card } from '../../design/Card.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import classes from '../Administration.module.css'
import { SettingsPage } from '../SettingsPage.tsx'

const stale = [queryKeys.signOn]

/** The company's single sign-on by OpenID Connect. */
export function SignOnSettingsPage() {
  const { t } = useTranslation()
  const state = useQuery({ queryKey: queryKeys.signOn, queryFn: ({ signal }) => call(getSignOn, { signal }) })
  return (
    <SettingsPage title={t('administration.section.signOn')} text={t('administration.signOn.text')} settings={state}>
      {(read) => <SignOnForm key={JSON.stringify(read)} state={read} />}
    </SettingsPage>
  )
}

function SignOnForm({ state: { settings, redirectUri } }: { state: SignOnState }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      issuer: settings?.issuer ?? '',
      clientId: settings?.clientId ?? '',
      label: settings?.label ?? '',
      isOnly: settings?.isOnly ?? false,
      secret: '',
    },
  })
  const save = useAct(
    ({ secret, ...body }: typeof form.values) => call(saveSignOn, { body: secret === '' ? body : { ...body, secret } }),
    { stale, isProblemShown: true, said: t('administration.signOn.saved') },
  )
  const forget = useAct(() => call(deleteSignOn), { stale, said: t('administration.signOn.forgotten') })
  const says = 'administration.signOn'
  return (
    <Card title={t('administration.section.signOn')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <TextInput
            label={t(`${says}.redirectUri`)}
            description={t(`${says}.redirectUriHelp`)}
            value={redirectUri}
            readOnly
          />
          <TextInput
            label={t(`${says}.issuer`)}
            type="url"
            required
            placeholder="https://login.exemple.fr"
            {...form.getInputProps('issuer')}
          />
          <div className={classes['columns']}>
            <TextInput label={t(`${says}.clientId`)} required {...form.getInputProps('clientId')} />
            <PasswordInput
              label={t(`${says}.secret`)}
              placeholder={settings ? t('administration.mail.secretKept') : ''}
              autoComplete="new-password"
              {...form.getInputProps('secret')}
            />
          </div>
          <TextInput
            label={t(`${says}.label`)}
            required
            maxLength={60}
            placeholder="Microsoft, Google…"
            {...form.getInputProps('label')}
          />
          <Switch
            label={t(`${says}.isOnly`)}
            description={t(`${says}.isOnlyHelp`)}
            {...form.getInputProps('isOnly', { type: 'checkbox' })}
          />
          <Group justify="flex-end">
            {settings ? (
              <Button variant="default" loading={forget.isPending} onClick={() => forget.mutate(undefined)}>
                {t(`${says}.forget`)}
              </Button>
            ) : null}
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

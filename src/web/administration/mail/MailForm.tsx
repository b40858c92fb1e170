import { Button, Group, NumberInput, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  deleteMailSettings,
  mailSecurities,
  mailSettings,
  saveMailSettings,
  type MailState,
} from '../../../shared/contract/mail.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { Card } from '../../design/Card.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import classes from '../Administration.module.css'
import { TestMail } from './TestMail.tsx'

type Values = {
  host: string
  port: number | string
  security: string
  user: string
  secret: string
  from: string
  address: string
}

const stale = [queryKeys.mail]

/** The mail server and how to speak to it. */
export function MailForm({ state: { settings, source, hasSecret } }: { state: MailState }) {
  const { t } = useTranslation()
  const form = useForm<Values>({
    initialValues: {
      host: settings?.host ?? '',
      port: settings?.port ?? 587,
      security: settings?.security ?? 'starttls',
      user: settings?.user ?? '',
      secret: '',
      from: settings?.from ?? '',
      address: settings?.address ?? window.location.origin,
    },
    validate: {
      from: (from) => (mailSettings.shape.from.safeParse(from).success ? null : t('administration.mail.fromInvalid')),
      address: (address) =>
        address === '' || mailSettings.shape.address.safeParse(address).success
          ? null
          : t('administration.mail.addressInvalid'),
    },
  })
  const save = useAct(
    ({ host, port, security, user, secret, from, address }: Values) =>
      call(saveMailSettings, {
        body: {
          host,
          port: Number(port),
          security: mailSecurities.find((one) => one === security) ?? 'starttls',
          user: user || null,
          from,
          address: address || null,
          ...(secret === '' ? {} : { secret }),
        },
      }),
    { stale, isProblemShown: true, said: t('administration.mail.saved'), onDone: () => form.resetDirty() },
  )
  const forget = useAct(() => call(deleteMailSettings), { stale, said: t('administration.mail.forgotten') })

  return (
    <Card title={t(`administration.mail.source.${source}`)}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <div className={classes['columns']}>
            <TextInput
              label={t('administration.mail.host')}
              required
              placeholder="smtp.exemple.fr"
              {...form.getInputProps('host')}
            />
            <NumberInput
              label={t('administration.mail.port')}
              required
              min={1}
              max={65_535}
              hideControls
              {...form.getInputProps('port')}
            />
            <Select
              className={classes['wide']}
              label={t('administration.mail.security')}
              allowDeselect={false}
              data={mailSecurities.map((value) => ({ value, label: t(`administration.mail.securities.${value}`) }))}
              {...form.getInputProps('security')}
            />
            <TextInput
              label={t('administration.mail.user')}
              placeholder={t('administration.mail.userHelp')}
              autoComplete="off"
              {...form.getInputProps('user')}
            />
            <PasswordInput
              label={t('administration.mail.secret')}
              placeholder={hasSecret ? t('administration.mail.secretKept') : ''}
              autoComplete="new-password"
              {...form.getInputProps('secret')}
            />
            <TextInput
              label={t('administration.mail.from')}
              required
              placeholder={t('administration.mail.fromHelp')}
              {...form.getInputProps('from')}
            />
            <TextInput label={t('administration.mail.address')} type="url" {...form.getInputProps('address')} />
          </div>
          <Group justify="flex-end">
            {source === 'database' ? (
              <Button variant="default" loading={forget.isPending} onClick={() => forget.mutate(undefined)}>
                {t('administration.mail.forget')}
              </Button>
            ) : null}
            <Button
              type="submit"
              loading={save.isPending}
              disabled={form.values.host.trim() === '' || (source === 'database' && !form.isDirty())}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {source === 'none' ? null : <TestMail isSaved={!form.isDirty()} />}
    </Card>
  )
}

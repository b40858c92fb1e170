import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setUp } from '../../shared/contract/session.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { DoorPage } from './DoorPage.tsx'
import classes from './DoorPage.module.css'

type Administrator = { name: string; email: string; password: string; withSampleData: boolean }

/** The first start (AD-2): creates the administrator, offers sample data, says where the data is kept. */
export function FirstStartPage({ dataDir }: { dataDir: string | null }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const form = useForm<Administrator>({
    initialValues: { name: '', email: '', password: '', withSampleData: true },
    validate: {
      name: (name) => (name.trim() ? null : t('session.nameMissing')),
      email: (email) => (/^\S+@\S+\.\S+$/.test(email) ? null : t('session.emailInvalid')),
      password: (password) => (password.length >= 10 ? null : t('session.passwordShort')),
    },
  })
  const create = useMutation({
    mutationFn: (administrator: Administrator) => call(setUp, { body: { ...administrator, language } }),
    onSuccess: (session) => client.setQueryData(queryKeys.session, session),
  })

  return (
    <DoorPage title={t('session.setUpTitle')} text={t('session.setUpText')}>
      <form className={classes['form']} noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <ProblemBanner problem={create.error} />
        <TextInput label={t('session.name')} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t('session.email')} type="email" autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput
          label={t('session.password')}
          description={t('session.passwordHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Checkbox
          className={classes['option']}
          label={t('session.withSampleData')}
          description={t('session.withSampleDataText')}
          {...form.getInputProps('withSampleData', { type: 'checkbox' })}
        />
        <Button type="submit" fullWidth loading={create.isPending}>
          {t('session.createAdministrator')}
        </Button>
        {dataDir ? (
          <p className={classes['place']}>
            {t('session.dataDir')} <span className={classes['path']}>{dataDir}</span> {t('session.dataDirText')}
          </p>
        ) : null}
      </form>
    </DoorPage>
  )
}

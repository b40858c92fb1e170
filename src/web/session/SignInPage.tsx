import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signIn, type SessionState } from '../../shared/contract/session.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { DoorPage } from './DoorPage.tsx'
import classes from './DoorPage.module.css'

/** Sign-in by e-mail and password; the page asked for shows as soon as it succeeds. */
export function SignInPage() {
  const { t } = useTranslation()
  const { showLanguage } = useLanguage()
  const client = useQueryClient()
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } })
  const enter = useMutation({
    mutationFn: (body: { email: string; password: string }) => call(signIn, { body }),
    onSuccess: (session: SessionState) => {
      if (session.user) showLanguage(session.user.language)
      client.setQueryData(queryKeys.session, session)
    },
  })

  return (
    <DoorPage title={t('session.signInTitle')} text={t('session.signInText')}>
      <form className={classes['form']} onSubmit={form.onSubmit((body) => enter.mutate(body))}>
        <ProblemBanner problem={enter.error} />
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing to do on this page
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={enter.isPending}>
          {t('session.signIn')}
        </Button>
      </form>
    </DoorPage>
  )
}

import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn, type SessionState } from '../../shared/contract/session.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { DoorPage } from './DoorPage.tsx'
import { ForgotPasswordPage } from './ForgotPasswordPage.tsx'
import { SignOnButton } from './SignOnButton.tsx'
import classes from './DoorPage.module.css'

/** Sign-in by e-mail and password; the page asked for shows as soon as it succeeds. */
export function SignInPage({ signOn }: { signOn: SessionState['signOn'] }) {
  const { t } = useTranslation()
  const { showLanguage } = useLanguage()
  const client = useQueryClient()
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '', code: '' } })
  const [isForgotten, setForgotten] = useState(false)
  const [isCodeAsked, setCodeAsked] = useState(false)
  const enter = useMutation({
    mutationFn: ({ code, ...body }: { email: string; password: string; code: string }) =>
      call(signIn, { body: code ? { ...body, code } : body }),
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'second-factor-needed') setCodeAsked(true)
    },
    onSuccess: (session: SessionState) => {
      if (session.user) showLanguage(session.user.language)
      client.setQueryData(queryKeys.session, session)
    },
  })
  const isJustAsked = enter.error instanceof ApiProblem && enter.error.code === 'second-factor-needed'
  if (isForgotten) return <ForgotPasswordPage onBack={() => setForgotten(false)} />

  return (
    <DoorPage title={t('session.signInTitle')} text={t('session.signInText')}>
      <form className={classes['form']} onSubmit={form.onSubmit((body) => enter.mutate(body))}>
        {signOn ? <SignOnButton label={signOn.label} /> : null}
        <ProblemBanner problem={isJustAsked ? null : enter.error} />
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
        {isCodeAsked ? (
          <TextInput
            label={t('account.signInCode')}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing left to do on this page
            autoFocus
            {...form.getInputProps('code')}
          />
        ) : null}
        <Button type="submit" fullWidth loading={enter.isPending}>
          {t('session.signIn')}
        </Button>
        <Button variant="subtle" fullWidth onClick={() => setForgotten(true)}>
          {t('account.forgot.link')}
        </Button>
      </form>
    </DoorPage>
  )
}

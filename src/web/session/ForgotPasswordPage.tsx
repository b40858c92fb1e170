import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askPasswordLink } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { DoorPage } from './DoorPage.tsx'
import classes from './DoorPage.module.css'

/** Has a link to a new password mailed, without telling whether there is such an account. */
export function ForgotPasswordPage({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => call(askPasswordLink, { body: { email } }) })
  return (
    <DoorPage
      title={t('account.forgot.title')}
      text={ask.isSuccess ? t('account.forgot.sent') : t('account.forgot.text')}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <ProblemBanner problem={ask.error} />
        {ask.isSuccess ? null : (
          <>
            <TextInput
              label={t('session.email')}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" fullWidth loading={ask.isPending}>
              {t('account.forgot.send')}
            </Button>
          </>
        )}
        <Button variant="subtle" fullWidth onClick={onBack}>
          {t('account.forgot.back')}
        </Button>
      </form>
    </DoorPage>
  )
}

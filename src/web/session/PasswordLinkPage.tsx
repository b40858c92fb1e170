import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { readOneTimeLink, spendOneTimeLink } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyDone } from '../design/notify.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { DoorPage } from './DoorPage.tsx'
import classes from './DoorPage.module.css'

/** Chooses a password by the one-time link of an invitation or of a forgotten password. */
export function PasswordLinkPage({ token, onLeave }: { token: string; onLeave: () => void }) {
  const { t } = useTranslation()
  const { showLanguage } = useLanguage()
  const client = useQueryClient()
  const link = useQuery({
    queryKey: ['one-time-link', token],
    queryFn: () => call(readOneTimeLink, { body: { token } }),
    staleTime: Infinity,
    gcTime: 0,
  })
  const owner = link.data
  const ownerLanguage = owner?.language
  useEffect(() => {
    if (ownerLanguage) showLanguage(ownerLanguage)
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the link says whose it is
  }, [ownerLanguage])
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password.length >= 10 ? null : t('session.passwordShort')) },
  })
  const choose = useMutation({
    mutationFn: ({ password }: { password: string }) => call(spendOneTimeLink, { body: { token, password } }),
    onSuccess: (session) => {
      client.setQueryData(queryKeys.session, session)
      if (!session.user) notifyDone({ message: t('account.link.done'), seconds: 10 })
      onLeave()
    },
  })

  if (link.error) {
    return (
      <DoorPage title={t('account.link.badTitle')} text={link.error.message}>
        <Button fullWidth variant="default" onClick={onLeave}>
          {t('account.link.toSignIn')}
        </Button>
      </DoorPage>
    )
  }
  if (!owner) {
    return (
      <DoorPage title={t('account.link.passwordTitle')} text={t('account.link.checking')}>
        <SkeletonLines count={2} height={20} />
      </DoorPage>
    )
  }
  return (
    <DoorPage
      title={
        owner.kind === 'invitation'
          ? t('account.link.invitationTitle', { name: owner.name })
          : t('account.link.passwordTitle')
      }
      text={t('account.link.text', { email: owner.email })}
    >
      <form className={classes['form']} noValidate onSubmit={form.onSubmit((values) => choose.mutate(values))}>
        <ProblemBanner problem={choose.error} />
        <input type="email" name="email" autoComplete="username" value={owner.email} readOnly hidden />
        <PasswordInput
          label={t('session.password')}
          description={t('session.passwordHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={choose.isPending}>
          {t('account.link.choose')}
        </Button>
      </form>
    </DoorPage>
  )
}

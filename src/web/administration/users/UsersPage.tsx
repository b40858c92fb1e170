import { Button, Switch, TextInput } from '@mantine/core'
import { IconLink, IconShieldCheck, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { Account } from '../../../shared/contract/account.contract.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { StatusDot } from '../../design/StatusDot.tsx'
import { formatCount, formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'
import { InviteDialog } from './InviteDialog.tsx'
import { useAccounts, useRoles } from './use-staff.ts'
import { UserPanel } from './UserPanel.tsx'

const tones = { active: 'green', invited: 'blue', inactive: 'gray' } as const

/** Users: who there is, whom one invites, and what an administrator does with an account. */
export function UsersPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/administration/users' })
  const accounts = useAccounts()
  const roles = useRoles()
  const [text, setText] = useState('')
  const [areInactiveShown, setInactiveShown] = useState(false)
  const show = (change: typeof search) => void navigate({ to: '/administration/users', search: change, replace: true })

  const wanted = matchText(text)
  const shown = (accounts.data ?? []).filter(
    ({ name, email, state }) =>
      (areInactiveShown || state !== 'inactive') && matchText(`${name} ${email}`).includes(wanted),
  )
  const opened = accounts.data?.find(({ id }) => id === search.user)
  const roleOf = (account: Account) => roles.data?.find(({ id }) => id === account.roleId)?.label[language] ?? ''

  return (
    <>
      <PageHeader
        title={t('administration.section.users')}
        aside={
          accounts.data ? formatCount(accounts.data.filter(({ state }) => state !== 'inactive').length, language) : null
        }
        actions={
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => show({ new: true })}>
            {t('administration.users.invite')}
          </Button>
        }
      >
        <div className={classes['toolbar']}>
          <TextInput
            className={classes['grow']}
            maw={360}
            type="search"
            aria-label={t('administration.users.search')}
            placeholder={t('administration.users.search')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Switch
            label={t('administration.users.inactive')}
            checked={areInactiveShown}
            onChange={(event) => setInactiveShown(event.currentTarget.checked)}
          />
        </div>
      </PageHeader>
      <PageBody>
        <ProblemBanner problem={accounts.error} onRetry={() => void accounts.refetch()} />
        {accounts.isPending ? <SkeletonLines count={6} height={20} /> : null}
        {accounts.data && shown.length === 0 ? (
          <EmptyState icon={IconUsers} title={t('administration.users.none')} />
        ) : null}
        {shown.length > 0 ? (
          <ul className={classes['list']}>
            {shown.map((account) => (
              <li key={account.id} className={account.state === 'inactive' ? classes['faded'] : undefined}>
                <button type="button" className={classes['line']} onClick={() => show({ user: account.id })}>
                  <span className={classes['main']}>
                    <span className={classes['name']}>{account.name}</span>
                    <span className={classes['quiet']}>{account.email}</span>
                  </span>
                  <span className={classes['fact']}>{roleOf(account)}</span>
                  <span className={classes['signs']}>
                    {account.hasSecondFactor ? (
                      <IconShieldCheck size={16} aria-label={t('administration.users.factorOn')} />
                    ) : null}
                    {account.isLinked ? <IconLink size={16} aria-label={t('administration.users.linked')} /> : null}
                  </span>
                  <span className={classes['fact']}>
                    <StatusDot tone={tones[account.state]} label={t(`administration.users.state.${account.state}`)} />
                  </span>
                  <span className={`${classes['fact']} ${classes['quiet']}`}>
                    {account.signedInAt ? formatMoment(account.signedInAt, language) : t('administration.users.never')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </PageBody>
      <InviteDialog isOpen={search.new === true} onClose={() => show({})} />
      <SidePanel title={opened?.name ?? ''} isOpen={opened !== undefined} onClose={() => show({})} size={480}>
        {opened ? <UserPanel key={opened.id} account={opened} /> : null}
      </SidePanel>
    </>
  )
}

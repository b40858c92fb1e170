import { Button, Group, Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeAccount,
  removeSecondFactor,
  sendAccountLink,
  type Account,
} from '../../../shared/contract/account.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { notifyDone } from '../../design/notify.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useCan, useSignedInUser } from '../../session/use-session.ts'
import classes from '../Administration.module.css'
import { AccessOfUser } from './AccessOfUser.tsx'
import { AccountFields, type AccountValues } from './AccountFields.tsx'
import { LinkBox } from './LinkBox.tsx'

const stale = [queryKeys.accounts, queryKeys.users, queryKeys.session]

/** One account: what it is, its link, its second factor, whether it is active, and where it is signed in. */
export function UserPanel({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { id, name, state } = account
  const can = useCan()
  const navigate = useNavigate()
  const isSelf = useSignedInUser().id === id
  const [isAsking, setAsking] = useState(false)
  const [link, setLink] = useState<string>()
  const form = useForm<AccountValues>({
    initialValues: {
      name,
      email: account.email,
      language: account.language,
      roleId: String(account.roleId),
      billingEntityIds: account.billingEntityIds.map(String),
    },
  })
  const save = useAct(
    ({ roleId, billingEntityIds, ...person }: AccountValues) =>
      call(changeAccount, {
        params: { id },
        body: { ...person, roleId: Number(roleId), billingEntityIds: billingEntityIds.map(Number) },
      }),
    {
      stale,
      isProblemShown: true,
      said: (saved) => t('administration.users.saved', { name: saved.name }),
      onDone: () => form.resetDirty(),
    },
  )
  const setActive = useAct((isActive: boolean) => call(changeAccount, { params: { id }, body: { isActive } }), {
    stale,
    said: (_, isActive) =>
      t(isActive ? 'administration.users.activated' : 'administration.users.deactivated', { name }),
    onDone: () => setAsking(false),
  })
  const sendLink = useAct(() => call(sendAccountLink, { params: { id } }), {
    onDone: (sent) =>
      sent.link ? setLink(sent.link) : notifyDone({ message: t('administration.users.linkSent', { name }) }),
  })
  const removeFactor = useAct(() => call(removeSecondFactor, { params: { id } }), {
    stale,
    said: t('administration.users.factorRemoved'),
  })

  return (
    <Stack>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <AccountFields form={form} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {link ? <LinkBox path={link} name={name} /> : null}
      <Group gap="xs">
        {state === 'inactive' ? (
          <Button variant="default" loading={setActive.isPending} onClick={() => setActive.mutate(true)}>
            {t('administration.users.activate')}
          </Button>
        ) : (
          <>
            <Button variant="default" loading={sendLink.isPending} onClick={() => sendLink.mutate(undefined)}>
              {t(state === 'invited' ? 'administration.users.sendInvitation' : 'administration.users.sendLink')}
            </Button>
            {account.hasSecondFactor && !isSelf ? (
              <Button variant="default" loading={removeFactor.isPending} onClick={() => removeFactor.mutate(undefined)}>
                {t('administration.users.removeFactor')}
              </Button>
            ) : null}
            {isSelf ? null : (
              <Button variant="default" color="red" onClick={() => setAsking(true)}>
                {t('administration.users.deactivate')}
              </Button>
            )}
          </>
        )}
      </Group>
      <AccessOfUser id={id} />
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('administration.users.deactivateTitle', { name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          <p className={classes['text']}>{t('administration.users.deactivateText')}</p>
          <Group justify="flex-end">
            {can('journal.validate') ? (
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/portfolio-transfer', search: { from: id } })}
              >
                {t('administration.users.transfer')}
              </Button>
            ) : null}
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button color="red.8" loading={setActive.isPending} onClick={() => setActive.mutate(false)}>
              {t('administration.users.deactivate')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  )
}

import { Button, Group, Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inviteUser } from '../../../shared/contract/account.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { notifyDone } from '../../design/notify.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import { AccountFields, type AccountValues } from './AccountFields.tsx'
import { LinkBox } from './LinkBox.tsx'
import { useRoles } from './use-staff.ts'

type Props = { isOpen: boolean; onClose: () => void }

/** Invites a user: by mail, or by a link to hand over. */
export function InviteDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('administration.users.invite')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isOpen ? <InviteForm onClose={onClose} /> : null}
    </Modal>
  )
}

function InviteForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const roles = useRoles()
  const [handOver, setHandOver] = useState<{ path: string; name: string }>()
  const usual = roles.data?.find(({ code }) => code === 'sales-person')?.id
  const form = useForm<AccountValues>({
    initialValues: { name: '', email: '', language, roleId: usual ? String(usual) : '', billingEntityIds: [] },
  })
  const invite = useAct(
    ({ roleId, billingEntityIds, ...person }: AccountValues) =>
      call(inviteUser, {
        body: { ...person, roleId: Number(roleId), billingEntityIds: billingEntityIds.map(Number) },
      }),
    {
      stale: [queryKeys.accounts, queryKeys.users],
      isProblemShown: true,
      onDone: ({ account: { name }, link }) => {
        if (link) return setHandOver({ path: link, name })
        notifyDone({ message: t('administration.users.invited', { name }) })
        onClose()
      },
    },
  )
  if (handOver) {
    return (
      <Stack>
        <LinkBox {...handOver} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
      <Stack>
        <ProblemBanner problem={invite.error} />
        <AccountFields form={form} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending} disabled={form.values.roleId === ''}>
            {t('administration.users.sendInvitation')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

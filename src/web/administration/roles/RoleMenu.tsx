import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteRole, type Role } from '../../../shared/contract/role.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { useLanguage } from '../../texts/use-language.ts'

/** What is done less often with a role: its name, its end. */
export function RoleMenu({ role, onEdit }: { role: Role; onEdit: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const name = role.label[language]
  const remove = useAct(() => call(deleteRole, { params: { id: role.id } }), {
    stale: [queryKeys.roles],
    said: t('administration.roles.deleted'),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon size={24} aria-label={t('administration.roles.options', { role: name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
            {t('administration.roles.rename')}
          </Menu.Item>
          {role.isSupplied ? null : (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
              {t('administration.roles.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('administration.roles.deleteTitle', { role: name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('administration.roles.delete')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

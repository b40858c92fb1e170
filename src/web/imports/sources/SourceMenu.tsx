import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDots, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  changeImportSource,
  deleteImportSource,
  type ImportSource,
} from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { sourcesKey } from './source-queries.ts'

/** A source switched on or off, or dropped. */
export function SourceMenu({ source: { id, name, isActive } }: { source: ImportSource }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const turn = useAct(() => call(changeImportSource, { params: { id }, body: { isActive: !isActive } }), {
    stale: [sourcesKey],
    said: t(isActive ? 'sources.switchedOff' : 'sources.switchedOn'),
  })
  const remove = useAct(() => call(deleteImportSource, { params: { id } }), {
    stale: [[...sourcesKey, 'list']],
    said: t('sources.deleted'),
    onDone: () => void navigate({ to: '/imports/sources' }),
  })
  const ask = () =>
    modals.openConfirmModal({
      title: t('sources.deleteTitle', { name }),
      children: t('sources.deleteText'),
      labels: { confirm: t('common.delete'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      onConfirm: () => remove.mutate(undefined),
    })
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={isActive ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
          onClick={() => turn.mutate(undefined)}
        >
          {t(isActive ? 'sources.switchOff' : 'sources.switchOn')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={ask}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

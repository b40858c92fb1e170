import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconStack2, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldJournal } from '../../journals/use-field-journal.ts'
import { useCan } from '../../session/use-session.ts'
import { newRoute } from '../record-paths.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import type { RecordFile } from './use-record.ts'

/** What is done less often with a record. */
export function RecordMenu({ record }: { record: RecordFile }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const [isDeleting, setDeleting] = useState(false)
  const { entity, id } = record
  const journal = useFieldJournal(entity, id)
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('common.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={15} stroke={1.7} />}
            onClick={() => void navigate({ to: newRoute(entity), search: { copy: id } })}
          >
            {t('common.duplicate')}
          </Menu.Item>
          {journal.isAllowed ? (
            <Menu.Item leftSection={<IconStack2 size={15} stroke={1.7} />} onClick={() => journal.start()}>
              {t('journals.fromRecord')}
            </Menu.Item>
          ) : null}
          {can(`${entity}.delete`) ? (
            <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => setDeleting(true)}>
              {t('common.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog record={record} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </>
  )
}

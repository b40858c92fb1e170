import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconStack2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MassAct } from '../../../shared/contract/mass-action.contract.ts'
import { useFieldJournal } from '../../journals/use-field-journal.ts'
import { useCan } from '../../session/use-session.ts'
import { MassActionDialog } from '../list/MassActionDialog.tsx'
import { RecordActions } from '../RecordActions.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import type { RecordFile } from './use-record.ts'

/** What is done less often with a record. */
export function RecordMenu({ record }: { record: RecordFile }) {
  const { t } = useTranslation()
  const [isDeleting, setDeleting] = useState(false)
  const [act, setAct] = useState<MassAct | null>(null)
  const { entity, id, values, isMine } = record
  const { company, email1 } = values
  const journal = useFieldJournal(entity, id)
  const can = useCan()
  const hasAny = entity === 'contact' || journal.isAllowed || can('company.edit') || can('company.delete')
  if (!hasAny) return null
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('common.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {journal.isAllowed ? (
            <Menu.Item leftSection={<IconStack2 size={15} stroke={1.7} />} onClick={() => journal.start()}>
              {t('journals.fromRecord')}
            </Menu.Item>
          ) : null}
          <RecordActions
            record={{
              entity,
              id,
              company: typeof company === 'number' ? company : undefined,
              email: typeof email1 === 'string' ? email1 : undefined,
              isMine,
              isArchived: entity === 'company' ? values['state'] === 'archived' : values['isActive'] === false,
            }}
            onArchive={() => setAct({ kind: 'archive' })}
            onDelete={() => setDeleting(true)}
          />
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog record={record} isOpen={isDeleting} onClose={() => setDeleting(false)} />
      {act ? (
        <MassActionDialog
          entity={entity}
          selection={{ ids: [id] }}
          act={act}
          onChange={setAct}
          onClose={() => setAct(null)}
        />
      ) : null}
    </>
  )
}

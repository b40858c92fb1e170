import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MassAct } from '../../../shared/contract/mass-action.contract.ts'
import type { ListEntity, ListRow } from '../../../shared/contract/record.contract.ts'
import { RecordActions } from '../RecordActions.tsx'
import { MassActionDialog } from './MassActionDialog.tsx'

/** The fields that the actions on a line need, whatever columns are shown. */
export const rowMenuColumns = (entity: ListEntity): string[] =>
  entity === 'contact' ? ['company', 'email1', 'isMine', 'isActive'] : ['state']

/** What is done with one record from its line; archiving and deleting are previewed. */
export function RowMenu({ entity, row, label }: { entity: ListEntity; row: ListRow; label: string }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [act, setAct] = useState<MassAct | null>(null)
  const { id, values } = row
  const { company, email1 } = values
  const button = (
    <ActionIcon
      size={26}
      aria-label={t('list.rowActions', { label })}
      aria-haspopup="menu"
      onClick={() => setOpen(true)}
    >
      <IconDots size={16} />
    </ActionIcon>
  )
  if (!isOpen && !act) return button
  return (
    // What is pressed in the menu or its dialog, which are drawn elsewhere, is not a press on the row.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span onClick={(event) => event.stopPropagation()}>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end">
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <RecordActions
            isInList
            record={{
              entity,
              id,
              company: typeof company === 'number' ? company : undefined,
              email: typeof email1 === 'string' ? email1 : undefined,
              isMine: values['isMine'] === true,
              isArchived: entity === 'company' ? values['state'] === 'archived' : values['isActive'] === false,
            }}
            onArchive={() => setAct({ kind: 'archive' })}
            onDelete={() => setAct({ kind: 'delete' })}
          />
        </Menu.Dropdown>
      </Menu>
      {act ? (
        <MassActionDialog
          entity={entity}
          selection={{ ids: [id] }}
          act={act}
          onChange={setAct}
          onClose={() => setAct(null)}
        />
      ) : null}
    </span>
  )
}

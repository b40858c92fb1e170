import { Button, Menu } from '@mantine/core'
import {
  IconArchive,
  IconArrowMerge,
  IconChevronDown,
  IconStar,
  IconStarOff,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { assignedFields, type MassAct } from '../../../shared/contract/mass-action.contract.ts'
import { mostMerged } from '../../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { useCan } from '../../session/use-session.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useMyContacts } from '../use-my-contacts.ts'
import { MassActionDialog } from './MassActionDialog.tsx'
import { selectionOf, type ListSearch } from '../list-search.ts'
import type { Selected } from './use-selection.ts'

type Props = { entity: ListEntity; selected: Selected; search: ListSearch; onDone: () => void }

/** What can be done with all records selected at once: assign, archive, delete; contacts on one's own list. */
export function MassActionMenu({ entity, selected, search, onDone }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const navigate = useNavigate()
  const [act, setAct] = useState<MassAct | null>(null)
  const mine = useMyContacts()
  const setMine = (isMine: boolean) =>
    mine.mutate({ contacts: selected.kind === 'some' ? [...selected.ids] : [], isMine })
  const mayEdit = can(`${entity}.edit`)
  const mayDelete = can(`${entity}.delete`)
  const mayMerge =
    mayEdit && mayDelete && selected.kind === 'some' && selected.ids.size >= 2 && selected.ids.size <= mostMerged
  const hasMine = entity === 'contact' && selected.kind === 'some'
  if (!mayEdit && !mayDelete && !hasMine) return null
  const selection =
    selected.kind === 'some'
      ? { ids: [...selected.ids] }
      : { ...selectionOf(search), ...(selected.except.size > 0 ? { except: [...selected.except] } : {}) }

  return (
    <>
      <Menu position="top">
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />}>
            {t('list.mass.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit
            ? assignedFields[entity].map((field) => (
                <Menu.Item
                  key={field}
                  leftSection={<IconUserCheck size={15} stroke={1.7} />}
                  onClick={() => setAct({ kind: 'assign', field, user: null })}
                >
                  {t('list.mass.assign', { field: fieldOf(entity, field).label[language] })}
                </Menu.Item>
              ))
            : null}
          {hasMine ? (
            <>
              <Menu.Item leftSection={<IconStar size={15} stroke={1.7} />} onClick={() => setMine(true)}>
                {t('list.mine.add')}
              </Menu.Item>
              <Menu.Item leftSection={<IconStarOff size={15} stroke={1.7} />} onClick={() => setMine(false)}>
                {t('list.mine.remove')}
              </Menu.Item>
            </>
          ) : null}
          {mayMerge ? (
            <Menu.Item
              leftSection={<IconArrowMerge size={15} stroke={1.7} />}
              onClick={() => void navigate({ to: '/merge', search: { entity, ids: [...selected.ids] } })}
            >
              {t('merge.menu')}
            </Menu.Item>
          ) : null}
          {mayEdit ? (
            <Menu.Item leftSection={<IconArchive size={15} stroke={1.7} />} onClick={() => setAct({ kind: 'archive' })}>
              {t(`list.mass.${entity}.archive`)}
            </Menu.Item>
          ) : null}
          {mayDelete ? (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} stroke={1.7} />}
              onClick={() => setAct({ kind: 'delete' })}
            >
              {t('list.mass.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {act ? (
        <MassActionDialog
          entity={entity}
          selection={selection}
          act={act}
          onChange={setAct}
          onClose={(isDone) => {
            setAct(null)
            if (isDone) onDone()
          }}
        />
      ) : null}
    </>
  )
}

import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconBuilding,
  IconCopy,
  IconExternalLink,
  IconMail,
  IconStar,
  IconStarOff,
  IconTrash,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { useCan } from '../session/use-session.ts'
import { newRoute, recordRoute } from './record-paths.ts'
import { useMyContacts } from './use-my-contacts.ts'

export type ActedOn = {
  entity: ListEntity
  id: number
  /** A contact: where he works, his first e-mail, whether he is on one's own list. */
  company?: number | undefined
  email?: string | undefined
  isMine?: boolean | undefined
  isArchived: boolean
}

type Props = {
  record: ActedOn
  /** In a list: what leads to the record and its company. */
  isInList?: boolean
  onArchive: () => void
  onDelete: () => void
}

/** What is done with one company or contact, from its page or from its line in a list (CT-9, CT-11). */
export function RecordActions({ record, isInList = false, onArchive, onDelete }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const mine = useMyContacts()
  const { entity, id, company, email, isMine = false, isArchived } = record
  const mayEdit = can(`${entity}.edit`)
  return (
    <>
      {isInList ? (
        <Menu.Item
          leftSection={<IconExternalLink size={15} stroke={1.7} />}
          onClick={() => void navigate({ to: recordRoute(entity), params: { id: String(id) } })}
        >
          {t(mayEdit ? 'list.viewOrEdit' : 'common.open')}
        </Menu.Item>
      ) : null}
      {company !== undefined && can('company.see') ? (
        <Menu.Item
          leftSection={<IconBuilding size={15} stroke={1.7} />}
          onClick={() => void navigate({ to: '/companies/$id', params: { id: String(company) } })}
        >
          {t('list.openCompany')}
        </Menu.Item>
      ) : null}
      {email ? (
        <Menu.Item component="a" href={`mailto:${email}`} leftSection={<IconMail size={15} stroke={1.7} />}>
          {t('fields.writeMail')}
        </Menu.Item>
      ) : null}
      {entity === 'contact' ? (
        <Menu.Item
          leftSection={isMine ? <IconStarOff size={15} stroke={1.7} /> : <IconStar size={15} stroke={1.7} />}
          onClick={() => mine.mutate({ contacts: [id], isMine: !isMine })}
        >
          {t(isMine ? 'list.mine.remove' : 'list.mine.add')}
        </Menu.Item>
      ) : null}
      {mayEdit ? (
        <Menu.Item
          leftSection={<IconCopy size={15} stroke={1.7} />}
          onClick={() => void navigate({ to: newRoute(entity), search: { copy: id } })}
        >
          {t('common.duplicate')}
        </Menu.Item>
      ) : null}
      {mayEdit && !isArchived ? (
        <Menu.Item leftSection={<IconArchive size={15} stroke={1.7} />} onClick={onArchive}>
          {t(`list.mass.${entity}.archive`)}
        </Menu.Item>
      ) : null}
      {can(`${entity}.delete`) ? (
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={onDelete}>
          {t('common.delete')}
        </Menu.Item>
      ) : null}
    </>
  )
}

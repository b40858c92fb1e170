import { ActionIcon, Badge, Menu } from '@mantine/core'
import { IconArchive, IconArrowDown, IconArrowMerge, IconArrowUp, IconDots, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListValue } from '../../../shared/contract/reference.contract.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'

type Props = {
  value: ListValue
  depth: number
  isFirst: boolean
  isLast: boolean
  onMove: (by: -1 | 1) => void
  onEdit: () => void
  onArchive: () => void
  onMerge: () => void
}

/** A value: its names and code, moved up or down among its siblings, and what else is done with it. */
export function ValueLine({ value, depth, isFirst, isLast, onMove, onEdit, onArchive, onMerge }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = value.label[language]
  const other = value.label[language === 'fr' ? 'en' : 'fr']
  return (
    <li
      className={`${classes['line']} ${classes['tight']} ${value.isArchived ? classes['faded'] : ''}`}
      style={{ paddingInlineStart: `calc(var(--rf-space-4) + ${depth * 22}px)` }}
    >
      <span className={classes['main']}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['quiet']}>{other === name ? value.code : `${other} · ${value.code}`}</span>
      </span>
      {value.isArchived ? <Badge color="gray">{t('administration.lists.archived')}</Badge> : null}
      <ActionIcon aria-label={`${t('common.moveUp')} – ${name}`} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={`${t('common.moveDown')} – ${name}`} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={16} />
      </ActionIcon>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={`${t('common.more')} – ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
            {t('common.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowMerge size={15} />} onClick={onMerge}>
            {t('administration.lists.merge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArchive size={15} />} onClick={onArchive}>
            {t(value.isArchived ? 'administration.lists.restore' : 'administration.lists.archive')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

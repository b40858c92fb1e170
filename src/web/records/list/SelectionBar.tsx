import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { useShortcut } from '../../shell/use-shortcut.ts'
import classes from './RecordList.module.css'

type Props = {
  entity: ListEntity
  count: number
  total: number | undefined
  isAllMatching: boolean
  onOpen?: (() => void) | undefined
  onSelectAllMatching: () => void
  onClear: () => void
  /** What else can be done with it. */
  children?: ReactNode
}

/** What is selected and what can be done with it; stands over the list while anything is. */
export function SelectionBar(props: Props) {
  const { entity, count, total, isAllMatching, onOpen, onSelectAllMatching, onClear, children } = props
  const { t } = useTranslation()
  useShortcut('back', onClear, count > 0)
  if (count === 0) return null
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t('list.selectionActions')}>
      <span className={classes['barCount']} aria-live="polite">
        {t(entity === 'company' ? 'list.selected' : 'list.selectedMasculine', { count })}
      </span>
      {!isAllMatching && total !== undefined && total > count ? (
        <Button size="compact-sm" variant="light" onClick={onSelectAllMatching}>
          {t('list.selectAllMatching', { count: total })}
        </Button>
      ) : null}
      {onOpen ? (
        <Button size="compact-sm" variant="default" onClick={onOpen}>
          {t('common.open')}
        </Button>
      ) : null}
      {children}
      <Tooltip label={t('list.clearSelection')}>
        <ActionIcon aria-label={t('list.clearSelection')} onClick={onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

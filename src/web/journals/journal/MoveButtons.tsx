import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconDeviceFloppy,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

type Props = { board: Board; onSave: () => void }

/** › » ‹ « between the lists, and the button that saves the right one. */
export function MoveButtons({ board, onSave }: Props) {
  const { t } = useTranslation()
  const { journal, left, leftPicks, rightPicks, move, isReadOnly } = board
  if (isReadOnly) return null
  const canTake = left.mode === 'search' && left.pages.rows.length > 0
  const button = (name: 'add' | 'addAll' | 'remove' | 'removeAll', Sign: Icon, isOn: boolean, onClick: () => void) => (
    <Tooltip label={t(`journals.move.${name}`)} position="right">
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t(`journals.move.${name}`)}
        disabled={!isOn || move.isBusy}
        onClick={onClick}
      >
        <Sign size={18} stroke={1.8} className={classes['moveSign']} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={classes['moves']} role="group" aria-label={t('journals.move.label')}>
      {button('add', IconChevronRight, canTake && leftPicks.count > 0, () => board.take())}
      {button('addAll', IconChevronsRight, canTake, board.takeAll)}
      {button('remove', IconChevronLeft, rightPicks.count > 0, () => board.drop())}
      {button('removeAll', IconChevronsLeft, journal.targets > 0, board.dropAll)}
      <Tooltip label={t('journals.move.save')} position="right">
        <ActionIcon variant="default" size={34} aria-label={t('journals.move.save')} onClick={onSave}>
          <IconDeviceFloppy size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

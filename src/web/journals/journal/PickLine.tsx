/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a list that is not a <select> */
import { IconCheck, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickRow } from './pick-row.ts'
import classes from './PickList.module.css'

type Props = {
  id: string
  row: PickRow
  place: number
  top: number
  height: number
  isActive: boolean
  isSelected: boolean
  end: ReactNode
  onPress: (isRange: boolean) => void
  onOpen: () => void
}

/** One record to choose: pressed to choose it, twice to open it. Keys are the list's (`usePickKeys`). */
export function PickLine({ id, row, place, top, height, isActive, isSelected, end, onPress, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the focus and the keys
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-posinset={place}
      className={classes['line']}
      data-active={isActive || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        if (event.shiftKey || event.detail > 1) event.preventDefault()
      }}
      onClick={(event) => onPress(event.shiftKey)}
      onDoubleClick={onOpen}
    >
      <span className={classes['box']} data-checked={isSelected || undefined}>
        {isSelected ? <IconCheck size={12} stroke={3} aria-hidden /> : null}
      </span>
      <span className={classes['hint']}>{row.hint}</span>
      <span className={classes['label']}>
        {row.label}
        {row.isRestricted ? <IconLock size={13} className={classes['lock']} aria-label={t('list.restricted')} /> : null}
      </span>
      <span className={classes['end']}>{end}</span>
    </div>
  )
}

import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight, type Icon } from '@tabler/icons-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../shared/catalogue/match-form.ts'
import classes from './ArrowPicker.module.css'

export type PickItem = { id: number; label: string; group?: string }

type Props = {
  items: readonly PickItem[]
  chosen: readonly number[]
  onChange: (chosen: number[]) => void
  /** What stands over the lists. */
  labels: { offered: string; chosen: string }
  isDisabled?: boolean
  /** Under the left list, for what is selected there. */
  renderTools?: (selected: number[]) => ReactNode
}

/** Two lists and the arrows between them: what is offered on the left, what is chosen on the right. */
export function ArrowPicker({ items, chosen, onChange, labels, isDisabled = false, renderTools }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [left, setLeft] = useState<number[]>([])
  const [right, setRight] = useState<number[]>([])
  const wanted = matchText(text)
  const offered = items.filter(({ id, label }) => !chosen.includes(id) && matchText(label).includes(wanted))
  const taken = items.filter(({ id }) => chosen.includes(id))
  const add = (ids: number[]) => {
    onChange([...chosen, ...ids])
    setLeft([])
  }
  const drop = (ids: number[]) => {
    onChange(chosen.filter((id) => !ids.includes(id)))
    setRight([])
  }
  const arrow = (label: string, Sign: Icon, ids: number[], move: (ids: number[]) => void) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={label}
        disabled={isDisabled || ids.length === 0}
        onClick={() => move(ids)}
      >
        <Sign size={17} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  )
  const shownLeft = left.filter((id) => offered.some((item) => item.id === id))
  const shownRight = right.filter((id) => chosen.includes(id))
  return (
    <div className={classes['picker']}>
      <div className={classes['pane']}>
        <List
          label={labels.offered}
          items={offered}
          selected={shownLeft}
          onSelect={setLeft}
          onMove={(id) => add([id])}
          isDisabled={isDisabled}
          above={
            <TextInput
              type="search"
              size="xs"
              aria-label={`${t('common.search')} – ${labels.offered}`}
              placeholder={t('common.search')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          }
        />
        {renderTools?.(shownLeft)}
      </div>
      <div className={classes['arrows']}>
        {arrow(t('picker.add'), IconChevronRight, shownLeft, add)}
        {arrow(
          t('picker.addAll'),
          IconChevronsRight,
          offered.map(({ id }) => id),
          add,
        )}
        {arrow(t('picker.remove'), IconChevronLeft, shownRight, drop)}
        {arrow(
          t('picker.removeAll'),
          IconChevronsLeft,
          taken.map(({ id }) => id),
          drop,
        )}
      </div>
      <div className={classes['pane']}>
        <List
          label={labels.chosen}
          items={taken.map(({ id, label }) => ({ id, label }))}
          selected={shownRight}
          onSelect={setRight}
          onMove={(id) => drop([id])}
          isDisabled={isDisabled}
        />
      </div>
    </div>
  )
}

type ListProps = {
  label: string
  items: readonly PickItem[]
  selected: number[]
  onSelect: (ids: number[]) => void
  onMove: (id: number) => void
  isDisabled: boolean
  above?: ReactNode
}

/** The browser's own list: every keyboard, reader and thumb knows it. Enter and double click move a line across. */
function List({ label, items, selected, onSelect, onMove, isDisabled, above }: ListProps) {
  const id = useId()
  const groups = [...new Set(items.map(({ group }) => group ?? ''))]
  const lines = (group: string) =>
    items
      .filter((item) => (item.group ?? '') === group)
      .map((item) => (
        <option key={item.id} value={item.id} onDoubleClick={() => !isDisabled && onMove(item.id)}>
          {item.label}
        </option>
      ))
  return (
    <>
      <label htmlFor={id} className={classes['label']}>
        {label} <span className="tabular">({items.length})</span>
      </label>
      {above}
      <select
        id={id}
        multiple
        className={classes['list']}
        value={selected.map(String)}
        disabled={isDisabled}
        onChange={(event) => onSelect([...event.currentTarget.selectedOptions].map(({ value }) => Number(value)))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || selected.length === 0) return
          event.preventDefault()
          for (const one of selected.slice(0, 1)) onMove(one)
        }}
      >
        {groups.map((group) =>
          group === '' ? (
            lines(group)
          ) : (
            <optgroup key={group} label={group}>
              {lines(group)}
            </optgroup>
          ),
        )}
      </select>
    </>
  )
}

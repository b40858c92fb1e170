import { Select, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { filterOptions } from '../../fields/inputs/filter-options.ts'
import { useCellChoices } from './use-cell-choices.ts'
import classes from './grid.module.css'

type Props = {
  label: string
  target: string
  text: string
  /** With the new text, null for none; undefined leaves the cell as it was. */
  onDone: (to: string | null | undefined) => void
}

const cleaned = (text: string) => (text.trim() === '' ? null : text)

/** Edits one cell: Enter or leaving keeps what was typed, Escape what was there. */
export function CellEditor({ label, target, text, onDone }: Props) {
  const choices = useCellChoices(target)
  const [draft, setDraft] = useState(text)
  const isDone = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const done = (to: string | null | undefined) => {
    if (isDone.current) return
    isDone.current = true
    onDone(to)
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    done(undefined)
  }

  if (choices) {
    return (
      <Select
        aria-label={label}
        classNames={{ input: classes['input'] }}
        data={choices}
        value={choices.some(({ value }) => value === text) ? text : null}
        placeholder={text}
        onChange={(value) => done(cleaned(value ?? ''))}
        onBlur={() => done(undefined)}
        onKeyDown={onEscape}
        searchable
        filter={filterOptions}
        limit={300}
        defaultDropdownOpened
        selectFirstOptionOnChange
        comboboxProps={{ shadow: 'md', width: 260, position: 'bottom-start' }}
        ref={input}
      />
    )
  }
  return (
    <TextInput
      aria-label={label}
      classNames={{ input: classes['input'] }}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => done(cleaned(draft))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault()
          done(cleaned(draft))
        } else onEscape(event)
      }}
      ref={input}
    />
  )
}

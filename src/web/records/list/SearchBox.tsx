import { ActionIcon, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../shell/use-shortcut.ts'
import classes from './RecordList.module.css'

type Props = { value: string; placeholder: string; onSearch: (text: string) => void }

/** Searches as one types, 250 ms after the last key. `/` goes here. */
export function SearchBox({ value, placeholder, onSearch }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [sent, setSent] = useState(value)
  const search = (wanted: string) => {
    setSent(wanted.trim())
    onSearch(wanted.trim())
  }
  const searchLater = useDebouncedCallback((wanted: string, page: string) => {
    // One may be on the way to another page by now: a late search would take one back.
    if (window.location.pathname === page) search(wanted)
  }, 250)
  // The address changed by other means: Back, or "clear all".
  if (value !== sent) {
    setSent(value)
    setText(value)
  }
  useShortcut('search', () => input.current?.select())

  return (
    <TextInput
      ref={input}
      type="search"
      className={classes['search']}
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      rightSection={
        text ? (
          <ActionIcon size={24} aria-label={t('common.clear')} onClick={() => (setText(''), search(''))}>
            <IconX size={14} />
          </ActionIcon>
        ) : null
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        searchLater(event.currentTarget.value, window.location.pathname)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search(text)
        if (event.key === 'Escape') input.current?.blur()
      }}
    />
  )
}

import { Button } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter, ListEntity } from '../../../shared/contract/record.contract.ts'
import { Popup } from '../../design/Popup.tsx'
import { entriesOf, filterOf, type FilterEntry } from './filter-model.ts'
import { FilterEditor } from './FilterEditor.tsx'
import { useEntryText } from './use-entry-text.ts'
import classes from './filters.module.css'

type Props = { entity: ListEntity; filter: Filter | undefined; onChange: (filter: Filter | undefined) => void }

/** The filter as chips, all of which hold; a chip opens to be changed. */
export function FilterBar({ entity, filter, onChange }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<number | 'new' | null>(null)
  const entries = entriesOf(filter)
  const set = (place: number, entry: FilterEntry | null) => {
    const next = [...entries]
    if (entry) next[place] = entry
    else next.splice(place, 1)
    setOpened(null)
    onChange(filterOf(next))
  }

  return (
    <div className={classes['chips']}>
      {entries.map((entry, place) => (
        <FilterChip
          // oxlint-disable-next-line react/no-array-index-key -- chips have no identity but their place
          key={place}
          entity={entity}
          entry={entry}
          isOpen={opened === place}
          onToggle={(isOpen) => setOpened(isOpen ? place : null)}
          onApply={(changed) => set(place, changed)}
          onRemove={() => set(place, null)}
        />
      ))}
      <Popup
        label={t('filters.add')}
        isOpen={opened === 'new'}
        onChange={(isOpen) => setOpened(isOpen ? 'new' : null)}
        width={380}
        target={
          <Button
            variant="default"
            leftSection={<IconFilter size={15} stroke={1.8} />}
            aria-haspopup="dialog"
            aria-expanded={opened === 'new'}
            onClick={() => setOpened(opened === 'new' ? null : 'new')}
          >
            {t('filters.add')}
          </Button>
        }
      >
        <FilterEditor entity={entity} entry={[]} onApply={(entry) => set(entries.length, entry)} />
      </Popup>
      {entries.length > 0 ? (
        <Button variant="subtle" color="gray" onClick={() => onChange(undefined)}>
          {t('filters.clear')}
        </Button>
      ) : null}
    </div>
  )
}

type ChipProps = {
  entity: ListEntity
  entry: FilterEntry
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  onApply: (entry: FilterEntry) => void
  onRemove: () => void
}

function FilterChip({ entity, entry, isOpen, onToggle, onApply, onRemove }: ChipProps) {
  const { t } = useTranslation()
  const { label, text } = useEntryText(entity)(entry)
  const named = t('filters.edit', { label: `${label} ${text}` })
  return (
    <Popup
      label={named}
      isOpen={isOpen}
      onChange={onToggle}
      width={380}
      target={
        <span className={classes['chip']}>
          <button
            type="button"
            className={classes['chipText']}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            aria-label={named}
            onClick={() => onToggle(!isOpen)}
          >
            <span className={classes['chipLabel']}>{label}</span> {text}
          </button>
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={t('filters.remove', { label })}
            onClick={onRemove}
          >
            <IconX size={13} stroke={2} aria-hidden />
          </button>
        </span>
      }
    >
      <FilterEditor entity={entity} entry={entry} onApply={onApply} />
    </Popup>
  )
}

import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PaletteRecords } from './PaletteRecords.tsx'
import { usePaletteActions } from './use-palette-actions.ts'
import { matchText } from '../../shared/catalogue/match-form.ts'

/** Ctrl+K: go anywhere, find a company or a contact, do something. */
export function CommandPalette({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text.trim(), 150)
  const wanted = matchText(text)
  const actions = usePaletteActions(onHelp).filter((action) => matchText(action.label).includes(wanted))

  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={460}
      radius="lg"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        size="lg"
        placeholder={t('shell.palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.7} />}
      />
      <Spotlight.ActionsList>
        {(['pages', 'actions'] as const).map((group) => {
          const ofGroup = actions.filter((action) => action.group === group)
          return ofGroup.length === 0 ? null : (
            <Spotlight.ActionsGroup key={group} label={t(`shell.palette.${group}`)}>
              {ofGroup.map(({ id, label, icon: Sign, run }) => (
                <Spotlight.Action key={id} label={label} leftSection={<Sign size={17} stroke={1.7} />} onClick={run} />
              ))}
            </Spotlight.ActionsGroup>
          )
        })}
        {searched.length >= 2 ? (
          <>
            <PaletteRecords entity="company" text={searched} />
            <PaletteRecords entity="contact" text={searched} />
          </>
        ) : null}
        {actions.length === 0 && searched.length < 2 ? (
          <Spotlight.Empty>{t('shell.palette.nothing', { text })}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

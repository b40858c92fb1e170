import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../shell/use-shortcut.ts'
import classes from './Record.module.css'

export type RecordTab = 'general' | 'addresses' | 'phones' | 'details' | 'contacts' | 'access' | 'history'
type Props = {
  tabs: readonly RecordTab[]
  current: RecordTab
  counts: Partial<Record<RecordTab, number>>
  faults: Partial<Record<RecordTab, number>>
  onShow: (tab: RecordTab) => void
}

/** The tabs of a record, with how many things each holds and how many are at fault. Alt+1…9 shows one. */
export function RecordTabs({ tabs, current, counts, faults, onShow }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  // On a phone the strip is wider than the screen.
  useEffect(() => {
    list.current?.querySelector(`#tab-${current}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  useShortcut('tab', (event) => {
    const tab = tabs[Number(event.code.replace('Digit', '')) - 1]
    if (tab) onShow(tab)
  })
  const step = (event: KeyboardEvent, by: number) => {
    const at = (tabs.indexOf(current) + by + tabs.length) % tabs.length
    event.preventDefault()
    onShow(tabs[at] ?? current)
    list.current?.querySelectorAll('button')[at]?.focus()
  }

  return (
    <div role="tablist" className={classes['tabs']} ref={list}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === current}
          aria-controls={`panel-${tab}`}
          tabIndex={tab === current ? 0 : -1}
          className={classes['tabButton']}
          onClick={() => onShow(tab)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') step(event, 1)
            if (event.key === 'ArrowLeft') step(event, -1)
          }}
        >
          {t(`record.tabs.${tab}`)}
          {counts[tab] ? <span className={classes['tabCount']}>{counts[tab]}</span> : null}
          {faults[tab] ? (
            <span className={classes['tabFault']}>
              <span aria-hidden>!</span>
              <span className="visually-hidden">{t('record.tabErrors', { count: faults[tab] })}</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  )
}

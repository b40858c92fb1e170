import { useState, type ReactNode } from 'react'
import { spotlight } from '@mantine/spotlight'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useJobEvents } from '../api/job-events.ts'
import { useDensity } from '../preferences/use-density.ts'
import { BottomBar } from './BottomBar.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { useNewRecordShortcut } from './use-new-record-shortcut.ts'
import { useShortcut } from './use-shortcut.ts'
import classes from './Shell.module.css'

/** The frame of every page: navigation, top bar, page. Below 760 px the navigation is a bar at the bottom. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { navigate } = useRouter()
  const [isHelpOpen, setHelpOpen] = useState(false)
  useDensity()
  useJobEvents()
  useNewRecordShortcut()
  useShortcut('palette', () => spotlight.toggle())
  useShortcut('help', () => setHelpOpen(true))
  useShortcut('goCompanies', () => void navigate({ to: '/companies' }))
  useShortcut('goContacts', () => void navigate({ to: '/contacts' }))
  useShortcut('goImports', () => void navigate({ to: '/imports' }))
  useShortcut('goJournals', () => void navigate({ to: '/journals' }))
  useShortcut('goChangeSets', () => void navigate({ to: '/change-sets' }))

  return (
    <div className={classes['shell']}>
      <a href="#content" className={classes['skip']}>
        {t('common.skipToContent')}
      </a>
      <Sidebar />
      <div className={classes['column']}>
        <TopBar onHelp={() => setHelpOpen(true)} />
        <main id="content" className={classes['page']} tabIndex={-1}>
          {children}
        </main>
        <BottomBar />
      </div>
      <CommandPalette onHelp={() => setHelpOpen(true)} />
      <ShortcutSheet isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}

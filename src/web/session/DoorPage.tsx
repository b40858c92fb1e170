import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../texts/use-language.ts'
import { Logo } from '../design/Logo.tsx'
import classes from './DoorPage.module.css'

/** The page in front of the application: one quiet form in the middle. */
export function DoorPage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { language, showLanguage } = useLanguage()
  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <SegmentedControl
          aria-label={t('session.language')}
          value={language}
          onChange={(next) => showLanguage(next === 'en' ? 'en' : 'fr')}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className={classes.door}>
        <Logo size={40} />
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.text}>{text}</p>
        {children}
      </div>
    </main>
  )
}

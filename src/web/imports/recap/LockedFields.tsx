import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { findTarget } from '../../../shared/import/targets.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './recap.module.css'

/** Locked fields that existing records keep though the file says otherwise, and how many do. */
export function LockedFields({ locked = {} }: { locked: ImportRecap['locked'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const kept = Object.entries(locked).filter(([, count]) => count > 0)
  if (kept.length === 0) return null
  return (
    <ul className={classes['locked']}>
      {kept.map(([path, count]) => (
        <li key={path}>
          <IconLock size={14} stroke={1.8} aria-hidden />{' '}
          {t('imports.recap.locked', { field: findTarget(path)?.label[language] ?? path, count })}
        </li>
      ))}
    </ul>
  )
}

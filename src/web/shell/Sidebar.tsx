import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Logo } from '../design/Logo.tsx'
import { usePlaces } from './navigation.ts'
import classes from './Sidebar.module.css'

/** The navigation on wide screens. */
export function Sidebar() {
  const { t } = useTranslation()
  return (
    <nav className={classes['sidebar']} aria-label={t('shell.navigation')}>
      <Link to="/companies" className={classes['brand']} aria-label={t('common.appName')}>
        <Logo size={24} />
        {t('common.appName')}
      </Link>
      <ul className={classes['places']}>
        {usePlaces().map(({ to, name, icon: Sign }) => (
          <li key={to}>
            <Link to={to} className={classes['place']} activeProps={{ 'aria-current': 'page' }}>
              <Sign size={17} stroke={1.7} aria-hidden />
              {t(`shell.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

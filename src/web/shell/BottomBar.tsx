import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePlaces } from './navigation.ts'
import classes from './BottomBar.module.css'

/** The navigation on phones: at the bottom, under the thumb. */
export function BottomBar() {
  const { t } = useTranslation()
  const places = usePlaces().filter(({ isWideOnly }) => !isWideOnly)
  return (
    <nav className={classes['bar']} aria-label={t('shell.navigation')}>
      {places.map(({ to, name, icon: Sign }) => (
        <Link key={to} to={to} className={classes['place']} activeProps={{ 'aria-current': 'page' }}>
          <Sign size={20} stroke={1.6} aria-hidden />
          <span className={classes['name']}>{t(`shell.${name}`)}</span>
        </Link>
      ))}
    </nav>
  )
}

import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePlaces } from './navigation.ts'
import classes from './BottomBar.module.css'

/** The navigation on phones: at the bottom, under the thumb; what has no room there is behind its last button. */
export function BottomBar() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const places = usePlaces()
  const others = places.filter(({ isInBar }) => !isInBar)
  const isElsewhere = others.some(({ to }) => path.startsWith(to))
  return (
    <nav className={classes['bar']} aria-label={t('shell.navigation')}>
      {places
        .filter(({ isInBar }) => isInBar)
        .map(({ to, name, icon: Sign }) => (
          <Link key={to} to={to} className={classes['place']} activeProps={{ 'aria-current': 'page' }}>
            <Sign size={20} stroke={1.6} aria-hidden />
            <span className={classes['name']}>{t(`shell.${name}`)}</span>
          </Link>
        ))}
      {others.length > 0 ? (
        <Menu position="top-end" width={220}>
          <Menu.Target>
            <UnstyledButton className={classes['place']} {...(isElsewhere ? { 'aria-current': true } : {})}>
              <IconDots size={20} stroke={1.6} aria-hidden />
              <span className={classes['name']}>{t('shell.others')}</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ to, name, icon: Sign }) => (
              <Menu.Item key={to} leftSection={<Sign size={18} stroke={1.6} />} onClick={() => void navigate({ to })}>
                {t(`shell.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </nav>
  )
}

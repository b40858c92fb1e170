import { Select } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link, Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'
import { useCan } from '../session/use-session.ts'
import { sections } from './sections.ts'
import classes from './Administration.module.css'

/** The administration: its sections on the left, or in a list on phones, and the one that is shown. */
export function AdministrationLayout() {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const path = useLocation({ select: (location) => location.pathname })
  const open = sections.filter(({ right }) => can(right))
  const current = sections.find(({ to }) => path.startsWith(to))
  const [first] = open
  if (current && !can(current.right) && first) return <Navigate to={first.to} replace />
  if (!first) return <EmptyState icon={IconLock} title={t('common.notFound')} />
  return (
    <div className={classes['frame']}>
      <nav className={classes['sections']} aria-label={t('administration.sections')}>
        <ul>
          {open.map(({ to, name, icon: Sign }) => (
            <li key={to}>
              <Link to={to} className={classes['section']} activeProps={{ 'aria-current': 'page' }}>
                <Sign size={16} stroke={1.7} aria-hidden />
                {t(`administration.section.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes['shown']}>
        <Select
          className={classes['picker']}
          aria-label={t('administration.sections')}
          allowDeselect={false}
          value={current?.to ?? null}
          data={open.map(({ to, name }) => ({ value: to, label: t(`administration.section.${name}`) }))}
          onChange={(to) => void navigate({ to: sections.find((section) => section.to === to)?.to ?? '/' })}
        />
        <Outlet />
      </div>
    </div>
  )
}

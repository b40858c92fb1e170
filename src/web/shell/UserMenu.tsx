import { Avatar, Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconUserCog } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { initialsOf } from '../fields/Portrait.tsx'
import { useDensity } from '../preferences/use-density.ts'
import { useSession, useSignedInUser, useSignOut } from '../session/use-session.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './UserMenu.module.css'

/** Who is signed in; language, appearance, density, sign-out. */
export function UserMenu() {
  const { t } = useTranslation()
  const user = useSignedInUser()
  const version = useSession().data?.version
  const { language, setLanguage } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density, setDensity } = useDensity()
  const signOut = useSignOut()
  const navigate = useNavigate()

  return (
    <Menu width={280} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes['button']} aria-label={`${initialsOf(user.name)} – ${t('shell.account')}`}>
          <Avatar size={28} radius="xl" color="accent" variant="light">
            {initialsOf(user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes['who']}>
          <div className={classes['name']}>{user.name}</div>
          <div className={classes['email']}>{user.email}</div>
        </div>
        <Menu.Divider />
        <div className={classes['choice']}>
          <span>{t('shell.language')}</span>
          <SegmentedControl
            aria-label={t('shell.language')}
            value={language}
            onChange={(next) => void setLanguage(next === 'en' ? 'en' : 'fr')}
            data={[
              { value: 'fr', label: 'FR' },
              { value: 'en', label: 'EN' },
            ]}
          />
        </div>
        <div className={classes['choice']} data-stacked>
          <span>{t('shell.appearance')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('shell.appearance')}
            value={colorScheme}
            onChange={(next) => setColorScheme(next)}
            data={[
              { value: 'light', label: t('shell.light') },
              { value: 'dark', label: t('shell.dark') },
              { value: 'auto', label: t('shell.auto') },
            ]}
          />
        </div>
        <div className={classes['choice']} data-stacked>
          <span>{t('shell.density')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('shell.density')}
            value={density}
            onChange={(next) => setDensity(next)}
            data={[
              { value: 'compact', label: t('shell.compact') },
              { value: 'comfortable', label: t('shell.comfortable') },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCog size={15} />}
          closeMenuOnClick
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
          {t('session.signOut')}
        </Menu.Item>
        {version ? <div className={classes['version']}>{t('shell.version', { version })}</div> : null}
      </Menu.Dropdown>
    </Menu>
  )
}

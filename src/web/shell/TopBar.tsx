import { ActionIcon, Tooltip } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconKeyboard, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../design/KeyHint.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { JobsIndicator } from './JobsIndicator.tsx'
import { NoticesBell } from './NoticesBell.tsx'
import { keysShown } from './shortcut-table.ts'
import { UserMenu } from './UserMenu.tsx'
import classes from './TopBar.module.css'

/** Search, running jobs, help, and who is signed in. */
export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <header className={classes['bar']}>
      <button type="button" className={classes['search']} onClick={() => spotlight.open()}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span className={classes['hint']}>{t('shell.searchOrAct')}</span>
        <KeyHint keys={keysShown('palette', language)} />
      </button>
      <div className={classes['right']}>
        <JobsIndicator />
        <NoticesBell />
        <Tooltip label={t('shell.help')}>
          <ActionIcon className={classes['help']} aria-label={t('shell.help')} onClick={onHelp}>
            <IconKeyboard size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  )
}

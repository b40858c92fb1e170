import { Button, Indicator, Switch, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SidePanel } from '../design/SidePanel.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { useNotices } from './use-notices.ts'
import classes from './NoticesBell.module.css'

/** How much one was told and has not read; opens the list of it. */
export function NoticesBell() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { pages, notices, unread, areMailed, read, setMails } = useNotices()
  const label = unread > 0 ? t('shell.notices.unread', { count: unread }) : t('shell.notices.title')

  return (
    <>
      <UnstyledButton className={classes['button']} aria-label={label} title={label} onClick={() => setOpen(true)}>
        <Indicator disabled={unread === 0} size={8} offset={2} color="red" className={classes['sign']}>
          <IconBell size={18} stroke={1.6} aria-hidden />
        </Indicator>
      </UnstyledButton>
      <span className="visually-hidden" aria-live="polite">
        {unread > 0 ? label : ''}
      </span>
      <SidePanel title={t('shell.notices.title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className={classes['tools']}>
          <Switch
            size="sm"
            label={t('shell.notices.mails')}
            checked={areMailed}
            onChange={(event) => setMails.mutate(event.currentTarget.checked)}
          />
          {unread > 0 ? (
            <Button size="compact-sm" variant="default" loading={read.isPending} onClick={() => read.mutate(undefined)}>
              {t('shell.notices.readAll')}
            </Button>
          ) : null}
        </div>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
        {pages.data && notices.length === 0 ? (
          <EmptyState icon={IconBell} title={t('shell.notices.none')}>
            {t('shell.notices.noneText')}
          </EmptyState>
        ) : null}
        <ul className={classes['notices']}>
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onOpen={() => {
                if (!notice.isRead) read.mutate([notice.id])
                setOpen(false)
              }}
            />
          ))}
        </ul>
        <LoadMore of={pages} fullWidth />
      </SidePanel>
    </>
  )
}

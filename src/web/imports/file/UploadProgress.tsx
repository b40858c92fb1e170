import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconFileTypeCsv, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { formatBytes } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { Sending } from './use-upload.ts'
import classes from './file.module.css'

/** A file on its way: how far it is, paused or not, and why when nobody paused it. */
export function UploadProgress({ file, sending }: { file: File; sending: Sending }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { state, share, problem, pause, resume, stop } = sending
  const isPaused = state === 'paused'
  const isReceived = share >= 1 && !isPaused
  const sizes = { sent: formatBytes(file.size * share, language), total: formatBytes(file.size, language) }

  return (
    <section className={classes['zone']} aria-label={t('imports.file.sending', { file: file.name })}>
      <span className={classes['sign']}>
        {problem ? <IconAlertTriangle size={22} aria-hidden /> : <IconFileTypeCsv size={22} stroke={1.6} aria-hidden />}
      </span>
      <p className={classes['title']}>{t('imports.file.sending', { file: file.name })}</p>
      <div className={classes['progress']}>
        <ProgressBar share={isReceived ? null : share} label={file.name} />
      </div>
      <p className={classes['quiet']} aria-live="polite">
        {isReceived ? t('imports.file.received') : t(`imports.file.${isPaused ? 'paused' : 'sent'}`, sizes)}
      </p>
      {problem ? (
        <p className={classes['reason']} role="alert">
          {problem.message}
        </p>
      ) : null}
      <Group gap="xs" justify="center">
        {isReceived ? null : (
          <Button
            variant={isPaused ? 'filled' : 'default'}
            leftSection={
              isPaused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />
            }
            onClick={isPaused ? resume : pause}
          >
            {t(`imports.file.${isPaused ? 'resume' : 'pause'}`)}
          </Button>
        )}
        <Button variant="default" onClick={stop}>
          {t('common.cancel')}
        </Button>
      </Group>
    </section>
  )
}

import { IconDatabaseExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BackupList } from '../../../shared/contract/backup.contract.ts'
import { Card } from '../../design/Card.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { formatBytes, formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { BackupLine } from './BackupLine.tsx'
import classes from './system.module.css'

type Props = { list: BackupList; keyPlace: string | undefined }

/** The backups on the server, the one that is being made, where they are, and how one is restored. */
export function BackupsCard({ list, keyPlace }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { job, backups, directory, freeBytes, failure } = list
  const file = `${directory}/${backups[0]?.name ?? 'rafale-….tar.gz'}`
  return (
    <Card title={t('system.backups')} isFlush>
      {job ? (
        <div className={classes['block']} aria-live="polite">
          <ProgressBar share={job.progress} label={t('system.making')} />
          <p className={classes['text']}>
            {t('system.making')} · {t('system.makingText')}
          </p>
        </div>
      ) : null}
      {failure ? (
        <div className={classes['block']}>
          <ProblemBanner
            problem={
              new Error(t('system.last', { moment: formatMoment(failure.at, language), reason: failure.message }))
            }
          />
        </div>
      ) : null}
      {backups.length > 0 ? (
        <ul className={classes['list']} aria-label={t('system.backups')}>
          {backups.map((backup) => (
            <BackupLine key={backup.name} backup={backup} />
          ))}
        </ul>
      ) : job ? null : (
        <EmptyState icon={IconDatabaseExport} title={t('system.none')}>
          {t('system.noneText')}
        </EmptyState>
      )}
      <div className={classes['block']}>
        <p className={classes['text']}>{t('system.where', { directory, free: formatBytes(freeBytes, language) })}</p>
        {keyPlace === undefined ? null : <p className={classes['text']}>{t('system.keyApart', { place: keyPlace })}</p>}
      </div>
      <div className={classes['block']}>
        <strong>{t('system.restore')}</strong>
        <p className={classes['text']}>{t('system.restoreText')}</p>
        <pre className={classes['command']}>
          {`RAFALE_DATA_DIR=/srv/rafale rafale restore-backup ${file} --key secret.key`}
        </pre>
      </div>
    </Card>
  )
}

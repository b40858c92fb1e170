import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SystemState } from '../../../shared/contract/system.contract.ts'
import { Card } from '../../design/Card.tsx'
import { FactList, type Fact } from '../../design/FactList.tsx'
import { StatusDot } from '../../design/StatusDot.tsx'
import { formatBytes, formatDay } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './system.module.css'

/** Less than this share of a disk, or this many bytes, is told as nearly full. */
const isLow = ({ freeBytes, totalBytes }: SystemState['disk']) =>
  freeBytes < totalBytes * 0.05 || freeBytes < 2_000_000_000

/** Versions, work that waits, sizes and the key, one a line. */
export function SystemFacts({ system }: { system: SystemState }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { version, node, database, migrations, disk } = system
  const bytes = (count: number) => formatBytes(count, language)
  const facts: Fact[] = [
    [t('system.version'), t('system.versionText', { version, node })],
    [t('system.database'), t(database.isEmbedded ? 'system.embedded' : 'system.own', { version: database.version })],
    [
      t('system.migrations'),
      t('system.migrationsText', { count: migrations.count, day: formatDay(migrations.at, language) }),
    ],
    [t('system.worker'), <WorkerState key="worker" worker={system.worker} />],
    [t('system.mails'), <MailState key="mails" mails={system.mails} />],
    [
      t('system.size'),
      database.fileBytes === 0
        ? bytes(database.bytes)
        : t('system.sizeText', { size: bytes(database.bytes), files: bytes(database.fileBytes) }),
    ],
    [
      t('system.disk'),
      <StatusDot
        key="disk"
        tone={isLow(disk) ? 'red' : 'green'}
        label={t(isLow(disk) ? 'system.diskLow' : 'system.diskText', {
          free: bytes(disk.freeBytes),
          total: bytes(disk.totalBytes),
        })}
      />,
    ],
    [t('system.secrets'), <SecretsState key="secrets" secrets={system.secrets} />],
  ]
  return (
    <Card title={t('system.facts')}>
      <FactList facts={facts} />
    </Card>
  )
}

function WorkerState({ worker }: { worker: SystemState['worker'] }) {
  const { t } = useTranslation()
  const { state, running, waiting, scheduled, failed } = worker
  const counts = [
    t('system.queue.running', { count: running }),
    t('system.queue.waiting', { count: waiting }),
    ...(scheduled > 0 ? [t('system.queue.scheduled', { count: scheduled })] : []),
    ...(failed > 0 ? [t('system.queue.failed', { count: failed })] : []),
  ]
  return (
    <>
      <StatusDot tone={state === 'missing' ? 'red' : 'green'} label={t(`system.workerState.${state}`)} />
      <span className={classes['quiet']}>{counts.join(' · ')}</span>
    </>
  )
}

function MailState({ mails: { source, waiting, failed } }: Pick<SystemState, 'mails'>) {
  const { t } = useTranslation()
  return (
    <>
      {source === 'none' ? <span>{t('system.mailsNone')}</span> : null}
      <span className={source === 'none' ? classes['quiet'] : undefined}>
        {[
          t('system.mailsWaiting', { count: waiting }),
          ...(failed > 0 ? [t('system.mailsFailed', { count: failed })] : []),
        ].join(' · ')}
      </span>
      <Link to="/administration/mail" className={classes['link']}>
        {t('system.openMails')}
      </Link>
    </>
  )
}

function SecretsState({ secrets }: { secrets: SystemState['secrets'] }) {
  const { t } = useTranslation()
  const { isKeyHere, isOpenToOthers, place, unreadable } = secrets
  const label = !isKeyHere
    ? t('system.secretsMissing')
    : isOpenToOthers
      ? t('system.secretsOpen', { command: `chmod 600 ${place}` })
      : t('system.secretsHere')
  return (
    <>
      <StatusDot tone={!isKeyHere ? 'red' : isOpenToOthers || unreadable > 0 ? 'amber' : 'green'} label={label} />
      {unreadable > 0 ? (
        <span className={classes['quiet']}>{t('system.secretsUnreadable', { count: unreadable })}</span>
      ) : null}
      <code className={classes['mono']}>{place}</code>
    </>
  )
}

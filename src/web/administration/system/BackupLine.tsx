import { ActionIcon, Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deleteBackup, downloadBackup, type Backup } from '../../../shared/contract/backup.contract.ts'
import { call, endpointUrl } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { useCan } from '../../session/use-session.ts'
import { formatBytes, formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { backupsKey } from './system-queries.ts'
import classes from './system.module.css'

/** One backup: when, how large, to be downloaded or deleted. */
export function BackupLine({ backup: { name, at, size, isDaily } }: { backup: Backup }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const moment = formatMoment(at, language)
  const remove = useAct(() => call(deleteBackup, { params: { name } }), {
    stale: [backupsKey],
    said: t('system.deleted'),
  })
  const ask = () =>
    modals.openConfirmModal({
      title: t('system.deleteTitle', { moment }),
      children: <Text size="sm">{t('system.deleteText', { name })}</Text>,
      labels: { confirm: t('common.delete'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      onConfirm: () => remove.mutate(undefined),
    })
  return (
    <li className={classes['backup']}>
      <span className={classes['main']}>
        <span className={classes['name']}>{moment}</span>
        <span className={classes['quiet']}>
          {t(isDaily ? 'system.daily' : 'system.byHand')} · {formatBytes(size, language)}
        </span>
      </span>
      {can('seeAll') ? (
        <Button
          component="a"
          href={endpointUrl(downloadBackup, { params: { name } })}
          download={name}
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={15} stroke={1.7} />}
          aria-label={`${t('system.download')} – ${moment}`}
        >
          {t('system.download')}
        </Button>
      ) : (
        <Button variant="default" size="compact-sm" disabled title={t('system.downloadNeeds')}>
          {t('system.download')}
        </Button>
      )}
      <ActionIcon variant="subtle" aria-label={`${t('common.delete')} – ${moment}`} onClick={ask}>
        <IconTrash size={16} stroke={1.7} />
      </ActionIcon>
    </li>
  )
}

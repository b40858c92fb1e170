import { Button } from '@mantine/core'
import { IconDatabaseExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { createBackup } from '../../../shared/contract/backup.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { backupsKey } from './system-queries.ts'

/** Has a backup made at once, by a job. */
export function MakeBackup({ isUnderWay }: { isUnderWay: boolean }) {
  const { t } = useTranslation()
  const make = useAct(() => call(createBackup), {
    stale: [backupsKey, queryKeys.jobs],
    said: t('system.started'),
  })
  return (
    <Button
      leftSection={<IconDatabaseExport size={16} stroke={1.7} />}
      loading={make.isPending}
      disabled={isUnderWay}
      onClick={() => make.mutate(undefined)}
    >
      {t('system.make')}
    </Button>
  )
}

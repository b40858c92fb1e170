import { Button, Modal } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportJournal, type ExportRun, type JournalFileRequest } from '../../../shared/contract/export.contract.ts'
import { call } from '../../api/call.ts'
import { notifyProblem } from '../../design/notify.tsx'
import { ExportProgress } from '../../exports/ExportProgress.tsx'
import { useExport } from '../../exports/use-export.ts'
import { useCan } from '../../session/use-session.ts'

/** The preview of a journal, or what it did, as a workbook to sign off or to keep: at once, or while one watches. */
export function JournalFileButton({ journal, part }: JournalFileRequest) {
  const { t } = useTranslation()
  const can = useCan()
  const [underWay, setUnderWay] = useState<ExportRun>()
  const start = useExport({
    ask: () => call(exportJournal, { params: { number: journal }, body: { part } }),
    onStarted: setUnderWay,
  })
  const close = () => setUnderWay(undefined)
  if (!can('export')) return null

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={16} stroke={1.7} />}
        loading={start.isPending}
        onClick={() => start.mutate(undefined, { onError: notifyProblem })}
      >
        {t(`journals.file.${part}`)}
      </Button>
      <Modal
        opened={underWay !== undefined}
        onClose={close}
        size={520}
        title={underWay?.fileName}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {underWay ? <ExportProgress run={underWay} onClose={close} /> : null}
      </Modal>
    </>
  )
}

import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../session/use-session.ts'
import { ExportDialog } from './ExportDialog.tsx'
import type { Exported } from './export-form.ts'

type Props = { exported: Exported; size?: 'compact-sm'; className?: string | undefined }

/** Exports a list, or what is selected in it. */
export function ExportButton({ exported, size, className }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  if (!can('export')) return null
  return (
    <>
      <Button
        variant="default"
        {...(size ? { size } : {})}
        {...(className ? { className } : {})}
        leftSection={<IconDownload size={size ? 15 : 16} stroke={1.7} />}
        disabled={exported.count === 0}
        onClick={() => setOpen(true)}
      >
        {t('exports.export')}
      </Button>
      <ExportDialog exported={exported} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

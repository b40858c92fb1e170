import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { undoChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { PreviewWait } from './PreviewWait.tsx'
import { ReversalRows } from './ReversalRows.tsx'
import { useReversalPreview } from './use-reversal-preview.ts'
import { JobProgress } from './JobProgress.tsx'
import { ReversalCounts } from './ReversalCounts.tsx'

type Props = { changeSet: number; isOpen: boolean; onClose: () => void }

/** Shows what undoing a change set would do, asks about the records changed since, and does it as a job. */
export function UndoDialog({ changeSet, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const [conflicts, setConflicts] = useState<'keep' | 'revert'>('keep')
  const undo = useMutation({
    mutationFn: () => call(undoChangeSet, { params: { id: changeSet }, body: { conflicts } }),
  })
  // Once it is being undone there is nothing left to foretell.
  const { preview, job, error, isPending } = useReversalPreview({ changeSet }, isOpen && undo.data === undefined)
  const plan = preview?.reversal
  const count = plan ? plan.revert + plan.recreate + plan.remove + (conflicts === 'revert' ? plan.conflicts : 0) : 0
  const close = () => {
    undo.reset()
    onClose()
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('reversal.undoTitle', { id: changeSet })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <ProblemBanner problem={error ?? undo.error} />
        {undo.data ? (
          <JobProgress id={undo.data.job} done={t('reversal.done', { id: changeSet })} onClose={close} />
        ) : (
          <>
            {isPending ? <PreviewWait job={job} /> : null}
            {plan ? <ReversalCounts plan={plan} /> : null}
            {plan && plan.conflicts > 0 ? (
              <Radio.Group
                label={t('reversal.conflictsChoice')}
                value={conflicts}
                onChange={(value) => setConflicts(value === 'revert' ? 'revert' : 'keep')}
              >
                <Stack gap="xs" mt="xs">
                  <Radio size="sm" value="keep" label={t('reversal.keep')} description={t('reversal.keepText')} />
                  <Radio
                    size="sm"
                    value="revert"
                    label={t('reversal.revertToo')}
                    description={t('reversal.revertTooText')}
                  />
                </Stack>
              </Radio.Group>
            ) : null}
            {preview && count > 0 ? (
              <details>
                <summary>{t('reversal.rows.title')}</summary>
                <ReversalRows preview={preview} />
              </details>
            ) : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.close')}
              </Button>
              <Button disabled={count === 0} loading={undo.isPending} onClick={() => undo.mutate()}>
                {t('reversal.undoAction', { count })}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}

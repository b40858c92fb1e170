import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewUndo, undoChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { JobProgress } from './JobProgress.tsx'
import { ReversalCounts } from './ReversalCounts.tsx'

type Props = { changeSet: number; isOpen: boolean; onClose: () => void }

/** Shows what undoing a change set would do, asks about the records changed since, and does it as a job. */
export function UndoDialog({ changeSet, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const [conflicts, setConflicts] = useState<'keep' | 'revert'>('keep')
  const preview = useQuery({
    queryKey: [...queryKeys.changeSets, changeSet, 'undo-preview'],
    queryFn: ({ signal }) => call(previewUndo, { params: { id: changeSet }, signal }),
    enabled: isOpen,
    staleTime: 0,
    gcTime: 0,
  })
  const undo = useMutation({
    mutationFn: () => call(undoChangeSet, { params: { id: changeSet }, body: { conflicts } }),
  })
  const plan = preview.data
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
        <ProblemBanner problem={preview.error ?? undo.error} />
        {undo.data ? (
          <JobProgress id={undo.data.job} done={t('reversal.done', { id: changeSet })} onClose={close} />
        ) : (
          <>
            {preview.isPending ? <SkeletonLines count={4} /> : null}
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

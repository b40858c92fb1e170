import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import {
  previewMassAction,
  startMassAction,
  type MassAct,
  type MassSelection,
} from '../../../shared/contract/mass-action.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { filterOptions } from '../../fields/inputs/filter-options.ts'
import { useLookups } from '../../fields/use-lookups.ts'
import { JobProgress } from '../../reversal/JobProgress.tsx'
import { UndoDialog } from '../../reversal/UndoDialog.tsx'
import { useCan } from '../../session/use-session.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { MassPreviewCounts } from './MassPreviewCounts.tsx'

type Props = {
  entity: ListEntity
  selection: MassSelection
  act: MassAct
  onChange: (act: MassAct) => void
  onClose: (isDone: boolean) => void
}

const nobody = 'nobody'

/** Shows what a mass action would do to the records selected, does it as a job, and offers to take it back. */
export function MassActionDialog({ entity, selection, act, onChange, onClose }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const { users } = useLookups()
  // Nobody is chosen yet until one says who, be it nobody.
  const [hasChosen, setChosen] = useState(act.kind !== 'assign')
  const [undoing, setUndoing] = useState<number | null>(null)
  const preview = useQuery({
    queryKey: ['mass-preview', entity, selection, act],
    queryFn: ({ signal }) => call(previewMassAction, { body: { entity, selection, act }, signal }),
    enabled: hasChosen,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const start = useMutation({
    mutationFn: (confirm: number) => call(startMassAction, { body: { entity, selection, act, confirm } }),
  })
  const count = preview.data?.change ?? 0
  const title =
    act.kind === 'assign'
      ? t('list.mass.assign', { field: fieldOf(entity, act.field).label[language] })
      : act.kind === 'archive'
        ? t(`list.mass.${entity}.archive`)
        : t('list.mass.delete')

  if (undoing !== null) return <UndoDialog changeSet={undoing} isOpen onClose={() => onClose(true)} />
  return (
    <Modal
      opened
      onClose={() => onClose(start.data !== undefined)}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {start.data ? (
        <JobProgress
          id={start.data.job}
          done={t(`list.mass.${entity}.done`, { count })}
          onClose={() => onClose(true)}
          {...(can('changeSet.undo') ? { onUndo: setUndoing } : {})}
        />
      ) : (
        <Stack>
          {act.kind === 'assign' ? (
            <Select
              label={t('list.mass.who')}
              placeholder={t('fields.choose')}
              data={[
                { value: nobody, label: t('list.mass.nobody') },
                ...[...users.values()]
                  .filter(({ isActive }) => isActive)
                  .map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
              value={hasChosen ? String(act.user ?? nobody) : null}
              searchable
              allowDeselect={false}
              filter={filterOptions}
              data-autofocus
              onChange={(user) => {
                setChosen(true)
                onChange({ ...act, user: user === nobody || user === null ? null : Number(user) })
              }}
            />
          ) : null}
          <ProblemBanner problem={preview.error ?? start.error} />
          {hasChosen && preview.isPending ? <SkeletonLines count={3} /> : null}
          {preview.data ? <MassPreviewCounts entity={entity} act={act} preview={preview.data} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onClose(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              disabled={count === 0}
              loading={start.isPending}
              onClick={() => start.mutate(count)}
              {...(act.kind === 'delete' ? { color: 'red.8' } : {})}
            >
              {t(`list.mass.${entity}.${act.kind}Action`, { count })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

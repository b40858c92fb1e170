import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { mergeListValue, previewListMerge, type ListValue } from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { JobProgress } from '../../reversal/JobProgress.tsx'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'

type Props = { value: ListValue; others: readonly ListValue[]; onClose: () => void }

/** Lets a value give way to another in every record: shows how many would change, then does it as a job. */
export function MergeDialog({ value, others, onClose }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [into, setInto] = useState<string | null>(null)
  const name = value.label[language]
  const preview = useQuery({
    queryKey: [...queryKeys.lists, value.id, 'merge', into],
    queryFn: ({ signal }) =>
      call(previewListMerge, { params: { id: value.id }, query: { into: Number(into) }, signal }),
    enabled: into !== null,
    staleTime: 0,
  })
  const merge = useAct(() => call(mergeListValue, { params: { id: value.id }, body: { into: Number(into) } }), {
    isProblemShown: true,
    stale: [queryKeys.lists, queryKeys.jobs],
  })
  const holders = (preview.data?.holders ?? []).filter(({ records }) => records > 0)
  const total = holders.reduce((sum, { records }) => sum + records, 0)
  const fieldName = (entity: keyof typeof catalogue, key: string) =>
    catalogue[entity].find((field) => field.key === key)?.label[language] ?? key
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('administration.lists.mergeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {merge.data ? (
        <JobProgress id={merge.data.job} done={t('administration.lists.merged', { name })} onClose={onClose} />
      ) : (
        <Stack>
          <p className={classes['text']}>{t('administration.lists.mergeText')}</p>
          <ProblemBanner problem={preview.error ?? merge.error} />
          <Select
            label={t('administration.lists.mergeInto')}
            searchable
            data={others
              .filter(({ id, isArchived }) => id !== value.id && !isArchived)
              .map(({ id, label }) => ({ value: String(id), label: label[language] }))}
            value={into}
            onChange={setInto}
          />
          {into !== null && preview.isPending ? <SkeletonLines count={2} /> : null}
          {preview.data ? (
            <div className={classes['text']} aria-live="polite">
              {total === 0 ? t('administration.lists.mergeNothing') : null}
              {holders.map(({ entity, field, records }) => (
                <div key={`${entity}.${field}`}>
                  {t(`administration.lists.holders.${entity}`, { count: records })} ({fieldName(entity, field)})
                </div>
              ))}
            </div>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button loading={merge.isPending} disabled={!preview.data} onClick={() => merge.mutate(undefined)}>
              {t('administration.lists.mergeAction', { total: formatCount(total, language) })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

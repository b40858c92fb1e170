import { Button, Modal, Select, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { ListName } from '../../../shared/catalogue/field.ts'
import type { ColumnValues } from '../../../shared/contract/import-mapping.contract.ts'
import type { ColumnMapping } from '../../../shared/contract/import.contract.ts'
import { addListValue } from '../../../shared/contract/reference.contract.ts'
import { findTarget } from '../../../shared/import/targets.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useCan } from '../../session/use-session.ts'
import { useCellChoices } from '../check/use-cell-choices.ts'
import classes from './fields.module.css'

/** Stands for "leave empty" among the choices, which have no empty one. */
const empty = '∅'

type Props = {
  header: string
  mapping: ColumnMapping
  values: ColumnValues | undefined
  problem: Error | null
  onChange: (part: Partial<ColumnMapping>) => void
  onCreated: () => void
  onClose: () => void
}

/** What words of the file stand for, once for all rows: a known value, nothing, or a new value of the list. */
export function ValuesDialog({ header, mapping, values, problem, onChange, onCreated, onClose }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const client = useQueryClient()
  const list = findTarget(mapping.target ?? '')?.field?.list
  const choices = useCellChoices(mapping.target, true)
  const create = useMutation({
    mutationFn: async ({ into, labels }: { into: ListName; labels: string[] }) => {
      for (const label of labels) await call(addListValue, { body: { list: into, label } })
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.lists })
      onCreated()
    },
  })
  // A province belongs to a country, which a file's word does not tell.
  const creatable = list && list !== 'province' && can('list.add') ? list : undefined
  const open = (values?.values ?? []).filter(({ isUnknown, to }) => isUnknown || to !== null)
  const unknown = open.filter(({ isUnknown }) => isUnknown)
  const read = (from: string, to: string | null) => {
    const others = (mapping.values ?? []).filter((one) => matchText(one.from) !== matchText(from))
    onChange({ values: to === null ? others : [...others, { from, to: to === empty ? '' : to }] })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('imports.values.title', { header })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProblemBanner problem={problem ?? create.error} />
      {values ? (
        <p className={classes['quiet']} aria-live="polite">
          {t('imports.values.counts', { count: values.different })}{' '}
          {values.unknown > 0
            ? t('imports.values.unknownRows', { values: values.unknown, count: values.unknownRows })
            : t('imports.values.allKnown')}{' '}
          {values.different > values.values.length ? t('imports.values.cut', { count: values.values.length }) : null}
        </p>
      ) : (
        <SkeletonLines count={5} />
      )}
      <ul className={classes['values']}>
        {open.map(({ value, rows, to }) => (
          <li key={value}>
            <span className={classes['fileValue']}>
              <code>{value}</code>
              <span className={classes['quiet']}>{t('imports.rows', { count: rows })}</span>
            </span>
            {choices ? (
              <Select
                aria-label={t('imports.values.readAs', { value })}
                placeholder={t('imports.values.choose')}
                searchable
                clearable
                data={[{ value: empty, label: t('imports.values.empty') }, ...choices]}
                value={to === '' ? empty : to}
                onChange={(chosen) => read(value, chosen)}
              />
            ) : (
              <TextInput
                aria-label={t('imports.values.readAs', { value })}
                defaultValue={to ?? ''}
                onBlur={(event) => {
                  const typed = event.currentTarget.value.trim()
                  if (typed !== (to ?? '')) read(value, typed === '' ? null : typed)
                }}
              />
            )}
            {creatable && to === null ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} stroke={1.8} />}
                loading={create.isPending}
                aria-label={t('imports.values.createOne', { value })}
                onClick={() => create.mutate({ into: creatable, labels: [value] })}
              >
                {t('imports.values.create')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div className={classes['valuesFoot']}>
        {creatable && unknown.length > 1 ? (
          <Button
            variant="default"
            loading={create.isPending}
            onClick={() => create.mutate({ into: creatable, labels: distinct(unknown.map(({ value }) => value)) })}
          >
            {t('imports.values.createAll', { count: distinct(unknown.map(({ value }) => value)).length })}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Modal>
  )
}

/** Each word once, whatever its case and accents. */
const distinct = (words: readonly string[]): string[] => [
  ...new Map(words.toReversed().map((word) => [matchText(word), word])).values(),
]

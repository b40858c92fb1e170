import { Radio, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { catalogue } from '../../shared/catalogue/catalogue.ts'
import { isAlike } from '../../shared/catalogue/is-alike.ts'
import type { Field } from '../../shared/catalogue/field.ts'
import type { MergeChoices, MergedRecord } from '../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { FieldText } from '../fields/FieldText.tsx'
import { recordRoute } from '../records/record-paths.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import type { MergePreview } from './MergeEffects.tsx'
import type { Merging } from './use-merge.ts'
import classes from './merge.module.css'

type Props = {
  entity: ListEntity
  preview: MergePreview
  choices: MergeChoices
  merging: Merging
  withSame: boolean
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** The records as columns, their fields as rows: which record stays, and whose value of each field. */
export function MergeTable({ entity, preview, choices, merging, withSame }: Props) {
  const { t } = useTranslation()
  const { records } = preview
  const fields = catalogue[entity].filter((field) => field.isMerged && !field.isReadOnly)
  const differs = (field: Field) =>
    records.some(({ values }) => !isAlike(field, values[field.key], records[0]?.values[field.key]))
  const shown = fields.filter(
    (field) => differs(field) || (withSame && records.some(({ values }) => !isEmpty(values[field.key]))),
  )
  return (
    <table className={classes['table']} style={{ '--records': records.length } as React.CSSProperties}>
      <thead>
        <tr>
          <th scope="col">{t('merge.keep')}</th>
          {records.map((record) => (
            <RecordHead
              key={record.id}
              entity={entity}
              record={record}
              isKept={record.id === choices.survivor}
              onKeep={() => merging.keepRecord(record.id)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            preview={preview}
            kept={choices.keep[field.key] ?? choices.survivor}
            onKeep={(kept) => merging.change({ keep: { ...choices.keep, [field.key]: kept } })}
          />
        ))}
        {shown.length === 0 ? (
          <tr>
            <td colSpan={records.length + 1}>{t('merge.noDifference')}</td>
          </tr>
        ) : null}
        <DefaultRow
          label={t('merge.defaultAddress')}
          count={records.length}
          value={choices.defaultAddress ?? null}
          options={records.flatMap(({ addresses }) =>
            addresses.map(({ id, values }) => ({ id, label: addressText(values) })),
          )}
          onChange={(defaultAddress) => merging.change({ defaultAddress })}
        />
        {entity === 'company' ? (
          <DefaultRow
            label={t('merge.defaultContact')}
            count={records.length}
            value={choices.defaultContact ?? null}
            options={records.flatMap(({ contacts }) => contacts)}
            onChange={(defaultContact) => merging.change({ defaultContact })}
          />
        ) : null}
      </tbody>
    </table>
  )
}

const addressText = (values: MergedRecord['values']) =>
  [values['name'], values['line1'], values['postalCode'], values['city']].filter(Boolean).join(', ') || '…'

type HeadProps = { entity: ListEntity; record: MergedRecord; isKept: boolean; onKeep: () => void }

function RecordHead({ entity, record, isKept, onKeep }: HeadProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { id, label, values, createdAt, updatedAt } = record
  const when = updatedAt
    ? t('merge.updated', { at: formatMoment(updatedAt, language) })
    : t('merge.created', { at: formatMoment(createdAt, language) })
  return (
    <th scope="col" className={classes['head']} data-kept={isKept || undefined}>
      <Link to={recordRoute(entity)} params={{ id: String(id) }} className={classes['name']}>
        {label}
      </Link>
      <span className={classes['quiet']}>{[values['code'], when].filter(Boolean).join(' · ')}</span>
      <Radio
        name="survivor"
        checked={isKept}
        onChange={onKeep}
        label={t('merge.keepThis')}
        aria-label={t('merge.keepOf', { label })}
      />
    </th>
  )
}

type RowProps = { field: Field; preview: MergePreview; kept: number | 'all'; onKeep: (kept: number | 'all') => void }

/** One field: the value of each record, and of tags and long texts all of them. Of a locked one the survivor’s stays. */
function FieldRow({ field, preview, kept, onKeep }: RowProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { records, references, locked, faults } = preview
  const name = field.label[language]
  const isLocked = locked.includes(field.key)
  const fault = faults.find((one) => one.field === field.key)
  const isJoinable = field.type === 'choices' || field.type === 'references' || field.type === 'longText'
  const isDifferent = records.some(({ values }) => !isAlike(field, values[field.key], records[0]?.values[field.key]))
  return (
    <tr>
      <th scope="row">
        {name}
        {isLocked ? <span className={classes['quiet']}> ({t('merge.locked')})</span> : null}
        {isJoinable && isDifferent ? (
          <Radio
            name={`keep-${field.key}`}
            checked={kept === 'all'}
            disabled={isLocked}
            label={t('merge.together')}
            onChange={() => onKeep('all')}
          />
        ) : null}
        {fault ? <span className={classes['fault']}>{fault.message}</span> : null}
      </th>
      {records.map(({ id, label, values }) => {
        const isKept = kept === id || (kept === 'all' && !isEmpty(values[field.key]))
        return (
          <td key={id} data-kept={isKept || undefined} data-record={label}>
            {isDifferent ? (
              <Radio
                name={`keep-${field.key}`}
                checked={kept === id}
                disabled={isLocked}
                aria-label={t('merge.valueOf', { field: name, label })}
                label={<Value field={field} value={values[field.key]} references={references} />}
                onChange={() => onKeep(id)}
              />
            ) : (
              <Value field={field} value={values[field.key]} references={references} />
            )}
          </td>
        )
      })}
    </tr>
  )
}

function Value({
  field,
  value,
  references,
}: {
  field: Field
  value: MergedRecord['values'][string] | undefined
  references: MergePreview['references']
}) {
  const { t } = useTranslation()
  return isEmpty(value) ? (
    <span className={classes['quiet']}>{t('common.empty')}</span>
  ) : (
    <FieldText field={field} value={value} references={references} />
  )
}

type DefaultProps = {
  label: string
  count: number
  value: number | null
  options: readonly { id: number; label: string }[]
  onChange: (id: number) => void
}

function DefaultRow({ label, count, value, options, onChange }: DefaultProps) {
  const { t } = useTranslation()
  if (options.length < 2) return null
  return (
    <tr>
      <th scope="row">{label}</th>
      <td colSpan={count}>
        <Select
          aria-label={label}
          className={classes['select']}
          placeholder={t('fields.choose')}
          data={options.map((one) => ({ value: String(one.id), label: one.label }))}
          value={value === null ? null : String(value)}
          allowDeselect={false}
          onChange={(chosen) => chosen && onChange(Number(chosen))}
        />
      </td>
    </tr>
  )
}

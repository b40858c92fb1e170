import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, ImportRun } from '../../../shared/contract/import.contract.ts'
import { notationOf } from '../../../shared/import/unclear-notation.ts'
import { useImport } from '../import-context.ts'
import classes from './fields.module.css'

const orders = ['dmy', 'mdy', 'ymd'] as const

type Props = {
  column: ImportRun['columns'][number]
  mapping: ColumnMapping
  onChange: (part: Partial<ColumnMapping>) => void
}

/** How the dates or numbers of a column are written; an order that the file does not tell is asked, not guessed. */
export function NotationSelect(props: Props) {
  const notation = notationOf(props.mapping.target)
  if (notation === 'date') return <DateOrderSelect {...props} />
  return notation === 'number' ? <DecimalSelect {...props} /> : null
}

function DateOrderSelect({ column, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const isAsked = column.isDateOrderUnclear && mapping.dateOrder === undefined
  return (
    <NativeSelect
      aria-label={t('imports.fields.dateOrderOf', { header: column.header })}
      aria-required={isAsked || undefined}
      aria-invalid={isAsked || undefined}
      classNames={{ input: isAsked ? classes['asked'] : undefined }}
      value={mapping.dateOrder ?? ''}
      data={[
        ...(mapping.dateOrder === undefined ? [{ value: '', label: t('imports.fields.dateOrderAsk') }] : []),
        ...orders.map((value) => ({ value, label: t(`imports.fields.dateOrder.${value}`) })),
      ]}
      onChange={(event) => {
        const dateOrder = orders.find((one) => one === event.currentTarget.value)
        if (dateOrder) onChange({ dateOrder })
      }}
    />
  )
}

function DecimalSelect({ column, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const { settings } = useImport().run
  const isAsked = column.isDecimalUnclear && mapping.decimal === undefined && !settings.export
  return (
    <NativeSelect
      aria-label={t('imports.fields.decimalOf', { header: column.header })}
      aria-required={isAsked || undefined}
      aria-invalid={isAsked || undefined}
      classNames={{ input: isAsked ? classes['asked'] : undefined }}
      value={mapping.decimal ?? ''}
      data={[
        { value: '', label: t(isAsked ? 'imports.fields.decimal.ask' : 'imports.fields.decimal.auto') },
        { value: ',', label: t('imports.fields.decimal.comma') },
        { value: '.', label: t('imports.fields.decimal.point') },
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget
        onChange({ decimal: value === ',' || value === '.' ? value : undefined })
      }}
    />
  )
}

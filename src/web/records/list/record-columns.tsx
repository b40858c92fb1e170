import { Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldTypeName } from '../../../shared/catalogue/field-types/field-type-table.ts'
import type { ListEntity, ListRow } from '../../../shared/contract/record.contract.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { GridColumn } from '../../design/grid-column.ts'
import { FieldText } from '../../fields/FieldText.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { recordRoute } from '../record-paths.ts'
import { RowMenu } from './RowMenu.tsx'
import type { ShownColumn } from './use-shown-columns.ts'
import classes from './RecordList.module.css'

const widths: Partial<Record<FieldTypeName, number>> = {
  integer: 110,
  decimal: 130,
  money: 150,
  date: 116,
  dateTime: 140,
  boolean: 90,
  code: 104,
  option: 142,
  choice: 138,
  text: 118,
  postalCode: 100,
  phone: 136,
  email: 170,
  reference: 144,
  vatNumber: 165,
  siren: 115,
  siret: 155,
}
const rightAligned: ReadonlySet<FieldTypeName> = new Set(['integer', 'decimal', 'money'])

const tabular: ReadonlySet<FieldTypeName> = new Set(['phone', 'date', 'dateTime', 'siren', 'siret', 'postalCode'])

/** The field that names a record in its list: the one that links to it. */
export const namingField: Record<ListEntity, string> = { company: 'name', contact: 'lastName' }

type Context = {
  entity: ListEntity
  language: Language
  references: References
  restrictedLabel: string
  actionsLabel: string
}

/** Grid columns for fields of the catalogue: width, alignment and content by the field's type. */
export function recordColumns(shown: readonly ShownColumn[], context: Context): GridColumn<ListRow>[] {
  const { entity, language } = context
  const naming = shown.some(({ path }) => path === namingField[entity]) ? namingField[entity] : shown[0]?.path
  const fields = shown.map(({ path, field, owner, width }): GridColumn<ListRow> => {
    const isNaming = path === naming
    return {
      key: path,
      label: labelOf(field, owner === entity || owner === 'address' || field.key === 'owner', language),
      width: width ?? (isNaming ? (entity === 'company' ? 220 : 170) : (widths[field.type] ?? 150)),
      // What was given a width keeps it.
      grow: width !== undefined || rightAligned.has(field.type) ? 0 : isNaming ? 3 : 1,
      align: rightAligned.has(field.type) ? 'right' : 'left',
      isSortable: field.isSorted && owner === entity,
      render: (row) =>
        isNaming ? (
          <RecordName row={row} path={path} field={field} {...context} />
        ) : (
          <Cell row={row} path={path} field={field} {...context} />
        ),
    }
  })
  return [...fields, actionsColumn(context)]
}

const actionsColumn = ({ entity, actionsLabel }: Context): GridColumn<ListRow> => ({
  key: 'actions',
  label: actionsLabel,
  width: 48,
  isFixed: true,
  render: (row) => <RowMenu entity={entity} row={row} label={String(row.values[namingField[entity]] ?? row.id)} />,
})

const labelOf = (field: Field, isOwn: boolean, language: Language) =>
  isOwn ? field.label[language] : `${field.label[language]} (${language === 'fr' ? 'société' : 'company'})`

type CellProps = Context & { row: ListRow; path: string; field: Field }

function RecordName({ row, path, field, entity, references, restrictedLabel }: CellProps) {
  const value = row.values[path]
  return (
    <>
      <Link to={recordRoute(entity)} params={{ id: String(row.id) }} className={classes['name']}>
        {value ? <FieldText field={field} value={value} references={references} /> : '—'}
      </Link>
      {row.isRestricted ? (
        <Tooltip label={restrictedLabel}>
          <IconLock size={14} className={classes['lock']} aria-label={restrictedLabel} />
        </Tooltip>
      ) : null}
    </>
  )
}

function Cell({ row, path, field, references }: CellProps) {
  const value = row.values[path]
  const text = <FieldText field={field} value={value} references={references} />
  if (value === null || value === undefined) return null
  if (field.target === 'company' && typeof value === 'number' && references[value]) {
    return (
      <Link to="/companies/$id" params={{ id: String(value) }} className={classes['link']}>
        {text}
      </Link>
    )
  }
  if (field.type === 'email') {
    return (
      <a href={`mailto:${String(value)}`} className={classes['link']}>
        {text}
      </a>
    )
  }
  return <span className={tabular.has(field.type) ? `${classes['text']} tabular` : classes['text']}>{text}</span>
}

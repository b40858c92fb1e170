/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be those of a <table> */
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, GridSelection, GridSort } from './grid-column.ts'
import { ColumnHandle } from './ColumnHandle.tsx'
import classes from './DataGrid.module.css'

type Props<Row> = {
  columns: readonly GridColumn<Row>[]
  template: string
  sort?: GridSort | undefined
  onSort?: ((key: string) => void) | undefined
  selection?: GridSelection<Row> | undefined
  onResize?: ((key: string, width: number) => void) | undefined
}

/** The titles of the columns; those that sort are buttons, and each edge sizes its column. */
export function GridHeader<Row>({ columns, template, sort, onSort, selection, onResize }: Props<Row>) {
  const { t } = useTranslation()
  return (
    <div role="row" className={classes['header']} style={{ gridTemplateColumns: template }}>
      {selection ? (
        <span role="columnheader" className={classes['check']}>
          <Checkbox
            aria-label={t('list.selectLoaded')}
            checked={selection.all === 'all'}
            indeterminate={selection.all === 'some'}
            onChange={selection.toggleAll}
          />
        </span>
      ) : null}
      {columns.map((column, position) => {
        const direction = sort?.key === column.key ? sort.direction : undefined
        const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp
        return (
          <div
            key={column.key}
            role="columnheader"
            aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
            className={classes['title']}
            data-align={column.align}
            data-first={position === 0 || undefined}
            data-fixed={column.isFixed || undefined}
            data-after-check={selection ? true : undefined}
          >
            {column.isSortable && onSort ? (
              <button
                type="button"
                className={classes['sort']}
                title={t('list.sortBy', { label: column.label })}
                onClick={() => onSort(column.key)}
              >
                {column.label}
                <Arrow size={13} stroke={2.2} data-shown={direction !== undefined || undefined} aria-hidden />
              </button>
            ) : (
              <span className={column.isFixed ? 'visually-hidden' : classes['label']} title={column.label}>
                {column.label}
              </span>
            )}
            {onResize && !column.isFixed ? (
              <ColumnHandle
                label={t('list.resize', { label: column.label })}
                width={column.width}
                onResize={(width) => onResize(column.key, width)}
              />
            ) : null}
          </div>
        )
      })}
    </div>
  )
}

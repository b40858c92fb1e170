import type { ExportFormat, ExportRequest } from '../../shared/contract/export.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { exportColumns, isIdColumn } from '../../shared/export/export-columns.ts'
import { selectionOf, type ListSearch } from '../records/list-search.ts'
import type { Selected } from '../records/list/use-selection.ts'

/** What the dialog asks. */
export type ExportForm = {
  format: ExportFormat
  columns: 'all' | 'shown' | 'chosen'
  chosen: string[]
  addresses: boolean
  contacts: boolean
  vcardVersion: '3.0' | '4.0'
  isZipped: boolean
}

/** What is exported: the list as it is on the screen, or what is selected in it. */
export type Exported = {
  entity: ListEntity
  search: ListSearch
  /** Columns of the list, as it names them. */
  shown: readonly string[]
  selected: Selected | undefined
  count: number | undefined
}

export const firstForm: ExportForm = {
  format: 'xlsx',
  columns: 'all',
  chosen: [],
  addresses: true,
  contacts: true,
  vcardVersion: '3.0',
  isZipped: false,
}

/** A column of a list as exports name it; undefined for one that does not go out. */
function exportPath(entity: ListEntity, path: string): string | undefined {
  const full = path.includes('.') ? path : `${entity}.${path}`
  const asked = full === 'contact.company' ? 'company.name' : full
  return exportColumns(entity).some((column) => column.path === asked) ? asked : undefined
}

/** The columns one may choose: the id columns are always there. */
export const offeredColumns = (entity: ListEntity) =>
  exportColumns(entity).filter(
    (column) => column.field !== undefined && !(isIdColumn(column) && column.entity === entity),
  )

export function requestOf(form: ExportForm, { entity, search, shown, selected }: Exported): ExportRequest {
  const columns =
    form.columns === 'all'
      ? undefined
      : form.columns === 'shown'
        ? [...new Set(shown.flatMap((path) => exportPath(entity, path) ?? []))]
        : form.chosen
  const isCard = form.format === 'vcf'
  return {
    entity,
    format: form.format,
    sort: search.sort,
    direction: search.dir,
    ...(selected?.kind === 'some'
      ? { ids: [...selected.ids] }
      : { ...selectionOf(search), ...(selected ? { except: [...selected.except] } : {}) }),
    ...(isCard
      ? { vcardVersion: form.vcardVersion, isZipped: form.isZipped }
      : {
          ...(columns ? { columns } : {}),
          ...childrenOf('addresses', form, columns, 'address.'),
          ...(entity === 'company' ? childrenOf('contacts', form, columns, 'contact.') : {}),
        }),
  }
}

/** All of them when ticked; else the default one where a column names it. */
function childrenOf(
  name: 'addresses' | 'contacts',
  form: ExportForm,
  columns: readonly string[] | undefined,
  prefix: string,
): Partial<Pick<ExportRequest, 'addresses' | 'contacts'>> {
  if (form[name]) return { [name]: 'all' }
  return { [name]: columns?.some((path) => path.startsWith(prefix)) ? 'default' : 'none' }
}

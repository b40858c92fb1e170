import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { ExportRequest, childrenChoices } from '../../shared/contract/export.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { exportColumns, isIdColumn, type ExportColumn } from '../../shared/export/export-columns.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'

type Which = (typeof childrenChoices)[number]
export type Chosen = { columns: readonly ExportColumn[]; addresses: Which; contacts: Which }

/**
 * The columns of an export in their order, and whose. The id columns of what is exported are always there; children that
 * are asked for without columns of theirs come with all of them. Throws 'field-unknown'.
 */
export function chosenColumns(request: Pick<ExportRequest, 'entity' | 'columns' | 'addresses' | 'contacts'>): Chosen {
  const { entity, columns: asked } = request
  const all = exportColumns(entity)
  const unknown = asked?.find((path) => !all.some((column) => column.path === path))
  if (unknown !== undefined) throw new RafaleError('field-unknown', { field: unknown }, unknown)
  const isNamed = (one: EntityName) => asked?.some((path) => path.startsWith(`${one}.`)) ?? false
  const usual = (one: EntityName): Which => (asked === undefined ? 'all' : isNamed(one) ? 'default' : 'none')
  const addresses = request.addresses ?? usual('address')
  const contacts = entity === 'company' ? (request.contacts ?? usual('contact')) : 'none'
  const isThere = (one: EntityName): boolean =>
    one === entity || (one === 'address' ? addresses !== 'none' : entity === 'contact' || contacts !== 'none')
  const columns = all.filter((column) => {
    if (!isThere(column.entity)) return false
    if (asked === undefined || asked.includes(column.path)) return true
    const isOwner = column.entity === 'company' && entity === 'contact'
    return isOwner
      ? column.path === 'company.code'
      : isIdColumn(column) || (column.entity !== entity && !isNamed(column.entity))
  })
  return { columns, addresses, contacts }
}

/** Cards carry the photo beside what files have columns for. */
export function cardColumns(): Chosen {
  const chosen = chosenColumns({ entity: 'contact' })
  const field = fieldOf('contact', 'photo')
  const photo: ExportColumn = { path: 'contact.photo', entity: 'contact', field, label: field.label }
  return { ...chosen, columns: [...chosen.columns, photo] }
}

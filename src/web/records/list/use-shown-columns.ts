import { useLocalStorage } from '@mantine/hooks'
import { z } from 'zod'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { ViewSettings } from '../../../shared/contract/saved-view.contract.ts'
import { findPath, type FieldPath } from '../../fields/field-paths.ts'

export type ColumnChoice = ViewSettings['columns'][number]
export type ShownColumn = FieldPath & { width?: number | undefined }

const usual: Record<ListEntity, readonly string[]> = {
  company: ['name', 'code', 'salesStatus', 'accountType', 'salesRegion', 'owner', 'address.city', 'phoneMain'],
  contact: [
    'lastName',
    'firstName',
    'company',
    'company.owner',
    'position',
    'phoneOffice',
    'phoneMobile',
    'faxOffice',
    'assignedTo',
  ],
}
const usualColumns = (entity: ListEntity): ColumnChoice[] => usual[entity].map((path) => ({ path }))

const kept = z.array(
  z.union([z.string().transform((path) => ({ path })), z.object({ path: z.string(), width: z.number().optional() })]),
)

/** The columns of a list, their order and widths, remembered in this browser; those the catalogue no longer has are left out. */
export function useShownColumns(entity: ListEntity) {
  const [columns, setColumns] = useLocalStorage<ColumnChoice[]>({
    key: `rafale-columns-${entity}`,
    defaultValue: usualColumns(entity),
    getInitialValueInEffect: false,
    deserialize: (text) => {
      const read = kept.safeParse(JSON.parse(text ?? 'null'))
      return read.success && read.data.length > 0 ? read.data : usualColumns(entity)
    },
  })
  const shown = columns
    .map(({ path, width }): ShownColumn | undefined => {
      const found = findPath(entity, path)
      return found && { ...found, width }
    })
    .filter((one) => one !== undefined)
  const setPaths = (paths: readonly string[]) =>
    setColumns(paths.map((path) => columns.find((one) => one.path === path) ?? { path }))
  const setWidth = (path: string, width: number) =>
    setColumns(columns.map((one) => (one.path === path ? { path, width } : one)))
  return { columns, shown, setColumns, setPaths, setWidth, reset: () => setColumns(usualColumns(entity)) }
}

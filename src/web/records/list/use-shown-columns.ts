import { useLocalStorage } from '@mantine/hooks'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { findPath, type FieldPath } from '../../fields/field-paths.ts'

const usual: Record<ListEntity, readonly string[]> = {
  company: ['name', 'code', 'salesStatus', 'accountType', 'salesRegion', 'accountManager', 'address.city', 'phoneMain'],
  contact: ['lastName', 'firstName', 'company', 'position', 'phoneOffice', 'phoneMobile', 'email1', 'assignedTo'],
}

/** The columns of a list and their order, remembered in this browser; those the catalogue no longer has are left out. */
export function useShownColumns(entity: ListEntity) {
  const [paths, setPaths] = useLocalStorage<readonly string[]>({
    key: `rafale-columns-${entity}`,
    defaultValue: usual[entity],
    getInitialValueInEffect: false,
  })
  const shown = paths.map((path) => findPath(entity, path)).filter((one): one is FieldPath => one !== undefined)
  return { shown, setPaths, reset: () => setPaths(usual[entity]) }
}

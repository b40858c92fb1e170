import { entityNames, type EntityName } from '../../shared/catalogue/field.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'

/** Where a page of records of several kinds begins: behind this one. */
export type Place = { entity: EntityName; recordId: number }

/** A cursor `company:12` as a place; throws 'filter-invalid' for none of ours. */
export function readPlace(after: string): Place {
  const [name, id] = after.split(':')
  const entity = entityNames.find((one) => one === name)
  const recordId = Number(id)
  if (!entity || !Number.isSafeInteger(recordId)) throw new RafaleError('filter-invalid', { detail: 'after' })
  return { entity, recordId }
}

import type { AddressEdit, ListEntity, Values } from '../../../shared/contract/record.contract.ts'

/** What is to become of one company or contact and its addresses; without an id it is to be created. */
export type RecordEdit = {
  entity: ListEntity
  id?: number
  /** The version that was looked at. */
  version?: number
  values?: Values | undefined
  addresses?: readonly AddressEdit[] | undefined
  /** How the edit comes; a form unless said. */
  source?: 'form' | 'api'
}

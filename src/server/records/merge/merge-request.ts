import type { Field } from '../../../shared/catalogue/field.ts'
import type { MergeChoices } from '../../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { FullRecord } from '../read/get-record.ts'

/** Records about to be one: the one that stays first, and what is kept of each. */
export type Merge = {
  entity: ListEntity
  survivor: FullRecord
  others: readonly FullRecord[]
  choices: MergeChoices
}

export const mergedIds = ({ others }: Merge): number[] => others.map(({ id }) => id)
export const allIds = (merge: Merge): number[] => [merge.survivor.id, ...mergedIds(merge)]

/** Whether the values of several records can stand together in one. */
export const isJoinable = (field: Field): boolean =>
  field.type === 'choices' || field.type === 'references' || field.type === 'longText'

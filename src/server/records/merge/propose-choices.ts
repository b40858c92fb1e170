import type { Field } from '../../../shared/catalogue/field.ts'
import { maskedValue } from '../../../shared/catalogue/masked-value.ts'
import type { MergeChoices } from '../../../shared/contract/merge.contract.ts'
import type { ListEntity, Values } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { fieldsOf } from '../entity-table.ts'
import type { LockedFields } from '../field-locks.ts'
import type { FullRecord } from '../read/get-record.ts'
import { isJoinable, type Merge } from './merge-request.ts'

/** What is true of one of the records stays true of the one that is left: nobody who asked to be left alone is called again. */
const staysTrue = new Set(['isReference', 'doNotContact', 'isDpo', 'isCiso'])

/** The fields of which one chooses the value kept. Codes and ids stay the survivor's; default pointers are chosen apart. */
export const mergedFields = (entity: ListEntity): Field[] =>
  fieldsOf(entity).filter((field) => field.isMerged && !field.isReadOnly)

type Proposing = {
  entity: ListEntity
  records: readonly FullRecord[]
  locked: LockedFields
  given?: Partial<MergeChoices> | undefined
}

/**
 * The merge as it was asked for, whatever was left open filled in: the most complete record stays (the last changed of
 * equals), with its own values, and those of the others where it has none. Throws 'merge-choice-unfit'.
 */
export function proposeMerge({ entity, records, locked, given = {} }: Proposing): Merge {
  const ordered = records.toSorted((a, b) => filled(b) - filled(a) || moment(b).localeCompare(moment(a)) || a.id - b.id)
  const survivor = records.find(({ id }) => id === given.survivor) ?? ordered[0]
  if (!survivor || (given.survivor !== undefined && survivor.id !== given.survivor)) throw new RafaleError('not-found')
  const others = ordered.filter(({ id }) => id !== survivor.id)
  const fields = mergedFields(entity)
  const proposed = fields.map((field) => [field.key, proposeKept(field, survivor, others, locked)] as const)
  const keep = { ...Object.fromEntries(proposed), ...given.keep }
  demandFit(fields, records, keep)
  return {
    entity,
    survivor,
    others,
    choices: {
      survivor: survivor.id,
      keep,
      defaultAddress: given.defaultAddress ?? proposePointer('defaultAddress', [survivor, ...others]),
      // One that is hidden stays: whoever does not see it cannot choose.
      defaultContact:
        given.defaultContact ??
        (survivor.values['defaultContact'] === maskedValue
          ? null
          : proposePointer('defaultContact', [survivor, ...others])),
    },
  }
}

const isEmpty = (value: Values[string] | undefined): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const filled = ({ values, addresses }: FullRecord): number =>
  Object.values(values).filter((value) => !isEmpty(value) && value !== false).length + addresses.length
const moment = ({ updatedAt, createdAt }: FullRecord): string => updatedAt ?? createdAt

function proposeKept(
  field: Field,
  survivor: FullRecord,
  others: readonly FullRecord[],
  locked: LockedFields,
): number | 'all' {
  if (locked.has(`${field.entity}.${field.key}`)) return survivor.id
  const all = [survivor, ...others]
  const ids = new Set(all.map(({ id }) => id))
  const valueOf = ({ values }: FullRecord) => {
    const value = values[field.key]
    // A parent that is merged too is none.
    return field.target === field.entity && typeof value === 'number' && ids.has(value) ? null : value
  }
  const having = all.filter((record) => !isEmpty(valueOf(record)))
  if (isJoinable(field) && new Set(having.map((record) => JSON.stringify(valueOf(record)))).size > 1) return 'all'
  if (staysTrue.has(field.key)) return (all.find((record) => valueOf(record) === true) ?? survivor).id
  if (field.type === 'date' || field.type === 'dateTime') {
    const latest = having.toSorted((a, b) => String(valueOf(b)).localeCompare(String(valueOf(a))))[0]
    if (latest && field.key.startsWith('last')) return latest.id
  }
  return (having[0] ?? survivor).id
}

function proposePointer(key: string, records: readonly FullRecord[]): number | null {
  const holder = records.find(({ values }) => typeof values[key] === 'number')
  return holder ? (holder.values[key] as number) : null
}

function demandFit(fields: readonly Field[], records: readonly FullRecord[], keep: MergeChoices['keep']): void {
  for (const [key, choice] of Object.entries(keep)) {
    const field = fields.find((one) => one.key === key)
    const isFit = field && (choice === 'all' ? isJoinable(field) : records.some((record) => record.id === choice))
    if (!isFit) throw new RafaleError('merge-choice-unfit', { field: field?.label.fr ?? key }, key)
  }
}

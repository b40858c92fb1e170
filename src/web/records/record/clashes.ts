import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { ListEntity, Values } from '../../../shared/contract/record.contract.ts'
import { isSameValue } from '../../fields/same-value.ts'
import type { AddressDraft, Base, Edits } from './draft.ts'

/** One side of a clash: a value, or what became of a whole address. */
export type Side = { value: FieldValue | undefined } | { fate: 'removed' | 'kept' } | { address: Values | undefined }

/** What two people changed differently. `id` is the field, `address.<id>.<field>`, `address.<id>` or `default`. */
export type Clash = { id: string; address?: Values; field?: Field; mine: Side; theirs: Side }

type AddressOf = Base['addresses'][number]
const addressIn = (base: Base, key: string): AddressOf | undefined =>
  base.addresses.find(({ id }) => String(id) === key)
const isNew = ({ key }: AddressDraft) => key.startsWith('new-')
const differs = (a: Values, b: Values) => Object.keys(b).some((key) => !isSameValue(a[key], b[key]))
const defaultOf = (base: Base) => base.addresses.find(({ isDefault }) => isDefault)

/** Keys that both changed, to different values. */
const clashing = (before: Values, mine: Values, theirs: Values): string[] =>
  Object.keys(mine).filter((key) => !isSameValue(theirs[key], before[key]) && !isSameValue(theirs[key], mine[key]))

/** What was changed here (`edits` of `base`) and differently there (`saved`): fields, addresses, the default address. */
export function clashesOf(entity: ListEntity, base: Base, edits: Edits, saved: Base): Clash[] {
  const own = clashing(base.values, edits.values, saved.values).map((key): Clash => ({
    id: key,
    field: fieldOf(entity, key),
    mine: { value: edits.values[key] },
    theirs: { value: saved.values[key] },
  }))
  const children = edits.addresses
    .filter((draft) => !isNew(draft))
    .flatMap((draft) => addressClashes(base, draft, saved))
  return [...own, ...children, ...defaultClash(base, edits, saved)]
}

function addressClashes(base: Base, draft: AddressDraft, saved: Base): Clash[] {
  const [before, now] = [addressIn(base, draft.key), addressIn(saved, draft.key)]
  if (!before) return []
  const id = `address.${draft.key}`
  const address = { ...before.values, ...draft.values }
  if (!now) return draft.isDeleted ? [] : [{ id, address, mine: { fate: 'kept' }, theirs: { fate: 'removed' } }]
  if (draft.isDeleted) {
    const isTouched = differs(before.values, now.values)
    return isTouched ? [{ id, address: now.values, mine: { fate: 'removed' }, theirs: { fate: 'kept' } }] : []
  }
  return clashing(before.values, draft.values, now.values).map((key) => ({
    id: `${id}.${key}`,
    address,
    field: fieldOf('address', key),
    mine: { value: draft.values[key] },
    theirs: { value: now.values[key] },
  }))
}

function defaultClash(base: Base, { defaultAddress, addresses }: Edits, saved: Base): Clash[] {
  const [before, now] = [defaultOf(base), defaultOf(saved)]
  if (defaultAddress === null || before?.id === now?.id || String(now?.id) === defaultAddress) return []
  const mine = addressIn(base, defaultAddress)?.values ?? addresses.find(({ key }) => key === defaultAddress)?.values
  return [{ id: 'default', mine: { address: mine }, theirs: { address: now?.values } }]
}

/** The edits as they are to be sent on top of `saved`: what is left to the others goes, an address they removed is added anew. */
export function resolveClashes(base: Base, edits: Edits, saved: Base, isTheirs: (id: string) => boolean): Edits {
  const kept = (values: Values, prefix: string): Values =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isTheirs(prefix + key)))
  let defaultAddress = isTheirs('default') ? null : edits.defaultAddress
  let count = Math.max(0, ...edits.addresses.filter(isNew).map(({ key }) => Number(key.slice('new-'.length))))
  const addresses = edits.addresses.flatMap((draft): AddressDraft[] => {
    if (isNew(draft)) return [draft]
    const now = addressIn(saved, draft.key)
    if (isTheirs(`address.${draft.key}`)) {
      if (!now && defaultAddress === draft.key) defaultAddress = null
      return []
    }
    if (!now) {
      if (draft.isDeleted) return []
      const key = `new-${++count}`
      if (defaultAddress === draft.key) defaultAddress = key
      return [{ key, isDeleted: false, values: typed({ ...addressIn(base, draft.key)?.values, ...draft.values }) }]
    }
    const values = kept(draft.values, `address.${draft.key}.`)
    return draft.isDeleted || Object.keys(values).length > 0 ? [{ ...draft, values }] : []
  })
  return { values: kept(edits.values, ''), addresses, defaultAddress }
}

/** What a person can type of an address. */
const typed = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !fieldOf('address', key).isReadOnly))

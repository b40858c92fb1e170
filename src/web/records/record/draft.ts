import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { AddressEdit, Values } from '../../../shared/contract/record.contract.ts'
import { isSameValue } from '../../fields/same-value.ts'

/** A record as the server has it, or as a new one begins. */
export type Base = {
  id: number | null
  version: number
  values: Values
  addresses: readonly { id: number; version: number; values: Values; isDefault: boolean }[]
}

/** What was done to one address; `key` is its id as text, or `new-1` … for one that is added. */
export type AddressDraft = { key: string; values: Values; isDeleted: boolean }

/** What was changed and is not saved: only what differs, so that a newer base can be put under it. */
export type Edits = {
  values: Values
  addresses: readonly AddressDraft[]
  /** Key of the address made the default one. */
  defaultAddress: string | null
}

export const noEdits: Edits = { values: {}, addresses: [], defaultAddress: null }

/** An address as it will be once saved. */
export type AddressView = { key: string; id: number | null; values: Values; isDefault: boolean; isDeleted: boolean }

const withValue = (values: Values, base: Values, key: string, value: FieldValue): Values => {
  const { [key]: _, ...others } = values
  return isSameValue(base[key], value) ? others : { ...others, [key]: value }
}

/** Edits with a field of the record set. */
export function editValue(edits: Edits, base: Base, key: string, value: FieldValue): Edits {
  return { ...edits, values: withValue(edits.values, base.values, key, value) }
}

/** Edits with an address changed; one that is left as it was is forgotten. */
export function editAddress(edits: Edits, base: Base, key: string, change: Partial<Omit<AddressDraft, 'key'>>): Edits {
  const known = edits.addresses.find((one) => one.key === key) ?? { key, values: {}, isDeleted: false }
  const from = base.addresses.find((one) => String(one.id) === key)
  let values = known.values
  for (const [field, value] of Object.entries(change.values ?? {})) {
    values = withValue(values, from?.values ?? {}, field, value)
  }
  const next = { key, values, isDeleted: change.isDeleted ?? known.isDeleted }
  const isNothing = from ? !next.isDeleted && Object.keys(values).length === 0 : next.isDeleted
  const others = edits.addresses.some((one) => one.key === key)
    ? edits.addresses.map((one) => (one.key === key ? next : one))
    : [...edits.addresses, next]
  return { ...edits, addresses: isNothing ? others.filter((one) => one.key !== key) : others }
}

/** The values as they will be once saved. */
export const valuesOf = (base: Base, edits: Edits): Values => ({ ...base.values, ...edits.values })

/** The addresses as they will be once saved; a first one becomes the default. */
export function addressesOf(base: Base, edits: Edits): AddressView[] {
  const changes = new Map(edits.addresses.map((one) => [one.key, one]))
  const held = base.addresses.map((one): AddressView => {
    const change = changes.get(String(one.id))
    const key = String(one.id)
    return {
      key,
      id: one.id,
      values: { ...one.values, ...change?.values },
      isDefault: one.isDefault,
      isDeleted: change?.isDeleted ?? false,
    }
  })
  const added = edits.addresses
    .filter((one) => one.key.startsWith('new-'))
    .map((one): AddressView => ({ ...one, id: null, isDefault: false }))
  const all = [...held, ...added]
  const staying = all.filter((one) => !one.isDeleted)
  const chosen =
    staying.find((one) => one.key === edits.defaultAddress) ?? staying.find((one) => one.isDefault) ?? staying[0]
  return all.map((one) => ({ ...one, isDefault: one === chosen }))
}

export const isDirty = ({ values, addresses, defaultAddress }: Edits) =>
  Object.keys(values).length > 0 || addresses.length > 0 || defaultAddress !== null

/** What a save sends of the addresses: only those that changed. */
export function addressBody(base: Base, edits: Edits): AddressEdit[] {
  return addressesOf(base, edits)
    .map((view): AddressEdit | null => {
      const from = base.addresses.find((one) => one.id === view.id)
      const change = edits.addresses.find((one) => one.key === view.key)
      const becomesDefault = view.isDefault && !from?.isDefault
      if (!change && !becomesDefault) return null
      return {
        ...(from ? { id: from.id, version: from.version } : {}),
        ...(view.isDeleted ? { isDeleted: true } : {}),
        ...(change && !view.isDeleted ? { values: change.values } : {}),
        ...(becomesDefault && !view.isDeleted ? { isDefault: true } : {}),
      }
    })
    .filter((one) => one !== null)
}

/** What creating the record sends: everything that has a value. */
export function newBody(base: Base, edits: Edits): { values: Values; addresses: AddressEdit[] } {
  const filled = Object.entries(valuesOf(base, edits)).filter(([, value]) => value !== null)
  return { values: Object.fromEntries(filled), addresses: addressBody(base, edits) }
}

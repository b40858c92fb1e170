import { useCallback, useState } from 'react'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import {
  addressesOf,
  editAddress,
  editValue,
  isDirty,
  noEdits,
  valuesOf,
  type AddressDraft,
  type Base,
  type Edits,
} from './draft.ts'
import type { Faults } from './faults.ts'

const without = (faults: Faults, name: string): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([key]) => key !== name))

/** The form of a record: what the server has, what was changed, what is wrong with it. */
export function useRecordForm(entity: ListEntity, base: Base, initial: Edits = noEdits) {
  const [edits, setEdits] = useState<Edits>(initial)
  const [faults, setFaults] = useState<Faults>({})
  const [refused, setRefused] = useState<Faults>({})

  const forget = useCallback((name: string) => {
    setFaults((now) => without(now, name))
  }, [])
  const setValue = (key: string, value: FieldValue) => {
    forget(key)
    setEdits((now) => editValue(now, base, key, value))
  }
  const setAddress = (key: string, change: Partial<Omit<AddressDraft, 'key'>>) => {
    for (const field of Object.keys(change.values ?? {})) forget(`address.${key}.${field}`)
    setEdits((now) => editAddress(now, base, key, change))
  }
  const addAddress = (values: AddressDraft['values']) =>
    setEdits((now) => {
      const key = `new-${1 + Math.max(0, ...now.addresses.map((one) => Number(one.key.replace('new-', '')) || 0))}`
      return { ...now, addresses: [...now.addresses, { key, values, isDeleted: false }] }
    })
  const setDefaultAddress = (key: string) =>
    setEdits((now) => {
      const isAlready = base.addresses.some((one) => String(one.id) === key && one.isDefault)
      return { ...now, defaultAddress: isAlready ? null : key }
    })
  /** An input tells whether what is typed in it can be read. */
  const setRefusal = (name: string, reason: string | undefined) =>
    setRefused((now) => (reason === undefined ? without(now, name) : { ...now, [name]: reason }))
  const clear = () => {
    setEdits(noEdits)
    setFaults({})
    setRefused({})
  }

  return {
    entity,
    base,
    edits,
    values: valuesOf(base, edits),
    addresses: addressesOf(base, edits),
    faults: { ...faults, ...refused } as Faults,
    refused,
    isDirty: isDirty(edits) || Object.keys(refused).length > 0,
    setValue,
    setAddress,
    addAddress,
    setDefaultAddress,
    setEdits,
    setFaults,
    setRefusal,
    clear,
    fieldOf: (key: string) => fieldOf(entity, key),
  }
}

export type RecordForm = ReturnType<typeof useRecordForm>

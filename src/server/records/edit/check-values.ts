import { findField, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { isMaskable, maskedValue } from '../../../shared/catalogue/masked-value.ts'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { Values } from '../../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { FaultsError } from '../faults-error.ts'
import type { Fault } from '../plan/check-plan.ts'
import type { RecordEdit } from './record-edit.ts'

/**
 * The edit with its values held to the types of their fields; texts are trimmed as a file's would be, and a masked
 * reference of a record that exists is left out. Throws
 * 'field-unknown' for a key that the entity lacks or that the application alone sets, 'edit-refused' with every fault
 * of the record and of its addresses; the fault of an address has the address's place in the edit as `rowNo`.
 */
export function checkValues(actor: Actor, edit: RecordEdit): RecordEdit {
  const faults: Fault[] = []
  const isKept = edit.id !== undefined
  const read = (entity: EntityName, values: Values, rowNo: number | null) =>
    readValues(faults, { entity, values, rowNo, isKept })
  const checked: RecordEdit = {
    ...edit,
    values: read(edit.entity, edit.values ?? {}, null),
    addresses: (edit.addresses ?? []).map((address, place) => ({
      ...address,
      values: address.isDeleted ? {} : read('address', address.values ?? {}, place),
    })),
  }
  if (faults.length > 0) throw new FaultsError(faults, actor.language)
  return checked
}

type Given = { entity: EntityName; values: Values; rowNo: number | null; isKept: boolean }

function readValues(faults: Fault[], { entity, values, rowNo, isKept }: Given): Values {
  const checked: Values = {}
  for (const [key, value] of Object.entries(values)) {
    const field = findField(entity, key)
    if (!field || field.isReadOnly) throw new RafaleError('field-unknown', { field: key }, key)
    // What a record keeps of a reference that was not told.
    if (value === maskedValue && isMaskable(field) && isKept) continue
    const read = checkValue(field, value)
    if ('refused' in read)
      faults.push({ entity, recordId: 0, rowNo, field: key, code: read.refused, value: String(value) })
    else checked[key] = read.value
  }
  return checked
}

/** A value held to the type of its field; empty ones are null. */
export function checkValue(field: Field, value: Values[string]): { value: Values[string] } | { refused: ErrorCode } {
  if (value === null || value === '') return { value: null }
  const type = typeOf(field)
  if (typeof value === 'string' && value.trim() === '') return { value: null }
  if (typeof value === 'string' && type.isText) {
    const read = type.parse(value.trim(), { field })
    return 'refused' in read ? read : { value: read.value }
  }
  const parsed = type.schema(field).safeParse(value)
  return parsed.success ? { value } : { refused: refusalOf(field) }
}

function refusalOf(field: Field): ErrorCode {
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return 'number-invalid'
    case 'date':
    case 'dateTime':
      return 'date-invalid'
    case 'boolean':
      return 'boolean-invalid'
    case 'option':
      return 'option-unknown'
    case 'country':
      return 'country-unknown'
    case 'choice':
    case 'choices':
      return 'list-value-unknown'
    case 'reference':
    case 'references':
      return 'reference-unknown'
    case 'picture':
      return 'picture-unknown'
    default:
      return 'value-too-long'
  }
}

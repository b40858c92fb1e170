import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import type { Field, TabName } from '../../../shared/catalogue/field.ts'
import type { ListEntity, Values } from '../../../shared/contract/record.contract.ts'
import { isSameValue } from '../../fields/same-value.ts'

/** Whether a field is to be filled in, given the other values of the record. */
export function isRequiredNow(field: Field, values: Values): boolean {
  if (field.required) return true
  return field.requiredWhen !== undefined && isSameValue(values[field.requiredWhen.field], field.requiredWhen.equals)
}

/** Whether a field makes sense at the moment: an exemption id only of one that is exempt. */
export function isOffered(field: Field, values: Values): boolean {
  return field.clearedUnless === undefined || values[field.clearedUnless] === true
}

const isEmpty = (value: Values[string] | undefined) => value === undefined || value === null || value === ''

type Checked = { entity: ListEntity; values: Values; changed: Values; isNew: boolean }

/**
 * The required fields left empty. They bind where a record is created, where the field itself is changed and where
 * what makes it required is; an automatic code is given by the server.
 */
export function missingFields({ entity, values, changed, isNew }: Checked): Field[] {
  return catalogue[entity].filter((field) => {
    if (field.isReadOnly || !isEmpty(values[field.key]) || !isRequiredNow(field, values)) return false
    if (isNew) return field.key !== 'code'
    return field.key in changed || (field.requiredWhen !== undefined && field.requiredWhen.field in changed)
  })
}

/** The fields of a tab that a form shows. */
export function fieldsOfTab(entity: ListEntity, tab: TabName): Field[] {
  return catalogue[entity].filter((field) => field.tab === tab && !field.isReadOnly)
}

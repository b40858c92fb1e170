import type { Language } from '../errors/rafale-error.ts'
import type { FieldTypeName } from './field-types/field-type-table.ts'

/** The entities whose fields the catalogue declares; every one of them is planned, logged and undone alike. */
export const entityNames = ['company', 'contact', 'address'] as const
export type EntityName = (typeof entityNames)[number]

export type Label = Record<Language, string>

/** The lists of values an administrator keeps; a `choice` or `choices` field names one of them. */
export const listNames = [
  'accountType',
  'source',
  'salesRegion',
  'workRegion',
  'industry',
  'commercialOrigin',
  'environment',
  'legalForm',
  'civility',
  'contactType',
  'department',
  'province',
] as const
/** A list of the application, or the one of a custom field. */
export type ListName = (typeof listNames)[number] | `custom.${string}`

/** What a `reference` or `references` field points at. */
export type ReferenceTarget = 'user' | 'company' | 'contact' | 'address' | 'billingEntity'

export const companyTabs = ['general', 'addresses', 'phones', 'details'] as const
export const contactTabs = ['general', 'addresses', 'phones', 'details'] as const
export type TabName = (typeof companyTabs)[number]

/** One option of an `option` field: a fixed code that the application's own rules know. */
export type Option = { code: string; label: Label; aliases?: readonly string[] }

/** The declaration of one field; forms, lists, filters, import, export, journals, history and the API derive from it. */
export type Field = {
  /** camelCase, unique in its entity: the name in the API, the change log and mappings. */
  key: string
  /** The column that holds it, snake_case. */
  column: string
  entity: EntityName
  tab: TabName
  type: FieldTypeName
  label: Label
  help?: Label
  list?: ListName
  options?: readonly Option[]
  target?: ReferenceTarget
  /** `always`: no record without it (red at every door). `form`: asked for in the form, yellow elsewhere. */
  required?: 'always' | 'form'
  /** Required (at every door) while another field of the record holds this value. */
  requiredWhen?: { field: string; equals: string | boolean }
  /** The value is dropped in the same change set when the other field becomes false. */
  clearedUnless?: string
  maxLength?: number
  /** The value a created record gets when nothing is said. */
  default?: string | boolean
  /** No two records hold the same value, compared in match form. */
  isUnique: boolean
  isSearched: boolean
  isFiltered: boolean
  isSorted: boolean
  isImported: boolean
  isExported: boolean
  isBulkUpdated: boolean
  isMerged: boolean
  isInPortal: boolean
  /** Set by the application only: shown, never typed. */
  isReadOnly: boolean
  /** Header names the field is recognised by in files, beside its labels and key. */
  headers: readonly string[]
}

export type FieldInput = Pick<Field, 'key' | 'tab' | 'type' | 'label'> & Partial<Omit<Field, 'entity'>>

/** A field with the catalogue's defaults: filtered, imported, exported, bulk-updated and merged unless it says otherwise. */
export function declareField(entity: EntityName, input: FieldInput): Field {
  const isText = input.type === 'text' || input.type === 'code'
  return {
    column: columnOf(input),
    isUnique: false,
    isSearched: false,
    isFiltered: true,
    isSorted: false,
    isImported: true,
    isExported: true,
    isBulkUpdated: !input.isUnique && !input.isReadOnly,
    isMerged: true,
    isInPortal: false,
    isReadOnly: false,
    headers: [],
    ...(isText ? { maxLength: 200 } : {}),
    ...input,
    entity,
  }
}

/** snake_case; a list value or tag is held by its id, and its column says so. */
function columnOf({ key, type }: FieldInput): string {
  const name = key.replace(/[A-Z]|(?<=[a-z])\d/g, (letter) => `_${letter.toLowerCase()}`)
  if (type === 'choice') return `${name}_id`
  return type === 'choices' ? `${name}_ids` : name
}

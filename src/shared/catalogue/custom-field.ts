import { declareField, type EntityName, type Field, type Label, type TabName } from './field.ts'
import type { FieldTypeName } from './field-types/field-type-table.ts'

/** The types an administrator can give a field of his own; the others are for fields with rules of their own. */
export const customFieldTypes = [
  'text',
  'longText',
  'integer',
  'decimal',
  'money',
  'date',
  'dateTime',
  'boolean',
  'choice',
  'choices',
  'reference',
  'references',
  'email',
  'phone',
  'url',
  'country',
  'vatNumber',
  'postalCode',
] as const satisfies readonly FieldTypeName[]
export type CustomFieldType = (typeof customFieldTypes)[number]

export const customFieldEntities = ['company', 'contact'] as const
export type CustomFieldEntity = (typeof customFieldEntities)[number]

/** Addresses have a tab of their own kind. */
export const customFieldTabs = ['general', 'phones', 'details'] as const satisfies readonly TabName[]

/** What a custom field of references can point at; several companies on a record are no one's need yet. */
export const customFieldTargets = {
  reference: ['user', 'company', 'billingEntity'],
  references: ['user', 'billingEntity'],
} as const

/** A field made at run time (FC-3): a real column, named for its key. */
export type CustomField = {
  id: number
  entity: CustomFieldEntity
  /** Begins with x, so that no field of the application ever takes its name. */
  key: string
  type: CustomFieldType
  tab: (typeof customFieldTabs)[number]
  label: Label
  help: Label | null
  target: 'user' | 'company' | 'billingEntity' | null
  isRequired: boolean
  /** Hidden at every door; its column stays, for what was logged of it can still be undone. */
  isRetired: boolean
}

/** The list of values that belongs to a custom field alone. */
export const customList = (entity: EntityName, key: string): `custom.${string}` => `custom.${entity}.${key}`

/** The custom field as the catalogue holds it, equal to a declared one. */
export function declareCustomField(custom: CustomField): Field {
  const { entity, key, tab, type, label, help, target, isRequired, isRetired } = custom
  return declareField(entity, {
    key,
    tab,
    type,
    label,
    ...(help ? { help } : {}),
    ...(target ? { target } : {}),
    ...(type === 'choice' || type === 'choices' ? { list: customList(entity, key) } : {}),
    ...(isRequired && !isRetired ? { required: 'form' } : {}),
    ...(isRetired
      ? {
          isFiltered: false,
          isImported: false,
          isExported: false,
          isBulkUpdated: false,
          isMerged: false,
          isReadOnly: true,
        }
      : {}),
  })
}

/** A key made of a label: "Numéro de parc" becomes xNumeroDeParc. */
export function customFieldKey(label: string): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('')
  return `x${name.slice(0, 40) || 'Field'}`
}

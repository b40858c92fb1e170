import type { ListEntity } from '../contract/record.contract.ts'
import { declareField, type Field } from './field.ts'
import { typeOf } from './catalogue.ts'
import { presence, type OperatorName } from './field-types/operators.ts'

/**
 * What a record has beside its fields, to filter by its absence (BU-9): "no contact", "no contact with an e-mail 1". They
 * are in no column: a filter asks only whether there is any.
 */
export const presenceKeys = ['contacts', 'contactsWithEmail', 'addresses'] as const
export type PresenceKey = (typeof presenceKeys)[number]

const declare = (entity: ListEntity, key: PresenceKey, fr: string, en: string): Field =>
  declareField(entity, { key, tab: 'general', type: 'text', label: { fr, en }, isReadOnly: true })

export const presenceFields: Record<ListEntity, readonly Field[]> = {
  company: [
    declare('company', 'contacts', 'Contacts', 'Contacts'),
    declare('company', 'contactsWithEmail', 'Contacts avec e-mail 1', 'Contacts with e-mail 1'),
    declare('company', 'addresses', 'Adresses', 'Addresses'),
  ],
  contact: [declare('contact', 'addresses', 'Adresses', 'Addresses')],
}

/** The presence that a filter's path asks for, if it is one. */
export const findPresence = (entity: ListEntity, path: string): Field | undefined =>
  presenceFields[entity].find(({ key }) => key === path)

/** What a filter can ask of a field. */
export const filterOperators = (field: Field): readonly OperatorName[] =>
  presenceFields.company.includes(field) || presenceFields.contact.includes(field) ? presence : typeOf(field).operators

import { declareField, type EntityName, type Field, type FieldInput } from './field.ts'

/** What a list shows and filters by that no column holds: worked out when it is read, never written. */
const derive = (entity: EntityName, input: FieldInput): Field =>
  declareField(entity, {
    isReadOnly: true,
    isImported: false,
    isExported: false,
    isBulkUpdated: false,
    isMerged: false,
    ...input,
  })

const derivedFields: Record<EntityName, readonly Field[]> = {
  company: [
    derive('company', {
      key: 'owner',
      tab: 'details',
      type: 'reference',
      target: 'user',
      label: { fr: 'Client affecté à', en: 'Company owner' },
      help: {
        fr: 'Le télémarketeur d’un prospect, le commercial d’un lead, le gestionnaire d’un client.',
        en: 'The telemarketer of a prospect, the sales person of a lead, the account manager of a client.',
      },
    }),
  ],
  contact: [
    derive('contact', {
      key: 'isMine',
      tab: 'general',
      type: 'boolean',
      label: { fr: 'Dans mes contacts', en: 'In my contacts' },
    }),
  ],
  address: [],
}

export const derivedFieldsOf = (entity: EntityName): readonly Field[] => derivedFields[entity]

/** A derived field of an entity, or undefined. */
export const findDerived = (entity: EntityName, key: string): Field | undefined =>
  derivedFields[entity].find((field) => field.key === key)

export const isDerived = (field: Field): boolean => derivedFields[field.entity].includes(field)

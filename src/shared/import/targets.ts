import { catalogue, findField, typeOf } from '../catalogue/catalogue.ts'
import type { EntityName, Field, Label } from '../catalogue/field.ts'

/** What is imported: companies with their addresses and contacts, or contacts with their addresses. */
export type ImportEntity = 'company' | 'contact'

/** Targets that are no field of their own: they feed fields, or point at records. */
export const virtualTargets = {
  'company.rafaleId': {
    entity: 'company',
    label: { fr: 'ID Rafale', en: 'Rafale id' },
    headers: ['id rafale', 'rafale id', 'id rafale société', 'rafale company id'],
  },
  'contact.rafaleId': {
    entity: 'contact',
    label: { fr: 'ID Rafale du contact', en: 'Rafale id of the contact' },
    headers: ['id rafale contact', 'rafale contact id'],
    // In a file of contacts it needs not say whose.
    headersIn: { contact: ['id rafale', 'rafale id'] },
  },
  // Rows of one card are one contact, whatever else they say.
  'contact.card': {
    entity: 'contact',
    label: { fr: 'Numéro de la carte', en: 'Number of the card' },
    headers: ['numéro de carte', 'card number'],
  },
  'address.rafaleId': {
    entity: 'address',
    label: { fr: 'ID Rafale de l’adresse', en: 'Rafale id of the address' },
    headers: ['id rafale adresse', 'rafale address id'],
  },
  'address.isDefault': {
    entity: 'address',
    label: { fr: 'Adresse par défaut', en: 'Default address' },
    headers: [
      'est l’adresse par défaut',
      'est l’adresse par défaut ?',
      'adresse par défaut',
      'default address',
      'is default address',
    ],
  },
  'contact.fullName': {
    entity: 'contact',
    label: { fr: 'Nom complet du contact', en: 'Contact’s full name' },
    headers: ['nom du contact', 'contact', 'contact name', 'nom complet', 'full name', 'interlocuteur'],
  },
  'contact.isDefault': {
    entity: 'contact',
    label: { fr: 'Contact par défaut', en: 'Default contact' },
    headers: [
      'est le contact par défaut',
      'est le contact par défaut ?',
      'contact par défaut',
      'default contact',
      'is default contact',
    ],
  },
} as const satisfies Record<
  string,
  {
    entity: EntityName
    label: Label
    headers: readonly string[]
    /** Headers it is recognised by in one kind of import. */
    headersIn?: Partial<Record<ImportEntity, readonly string[]>>
  }
>

export type VirtualTarget = keyof typeof virtualTargets

/** Whether a virtual target's cells are texts that name something, and no values to be read. */
export const isName = (virtual: VirtualTarget): boolean => virtual.endsWith('.rafaleId') || virtual === 'contact.card'

/** What a file column can feed: a field of the imported entity or of what hangs on it, or a virtual target. */
export type Target = {
  path: string
  entity: EntityName
  label: Label
  headers: readonly string[]
  field?: Field
  virtual?: VirtualTarget
}

const entitiesByImport = { company: ['company', 'address', 'contact'], contact: ['contact', 'address'] } as const

/** What the company of an imported contact is found by, the first that says something before the next. */
export const employerPaths = [
  'company.rafaleId',
  'company.code',
  'company.externalId',
  'company.vatNumber',
  'company.name',
] as const
const isEmployer = (path: string): boolean => (employerPaths as readonly string[]).includes(path)

/** Every target of an import of an entity, in the order of the catalogue. */
export function targetsOf(entity: ImportEntity): Target[] {
  const fields = entitiesByImport[entity].flatMap((one) =>
    catalogue[one].filter((field) => field.isImported && !(one === 'contact' && field.key === 'company')).map(ofField),
  )
  const virtual = Object.entries(virtualTargets)
    .filter(
      ([path]) => !(entity === 'contact' && isEmployer(path)) && isTargetOf(entity, ofVirtual(path as VirtualTarget)),
    )
    .map(([path, target]): Target => ({
      ...ofVirtual(path as VirtualTarget),
      headers: [
        ...target.headers,
        ...('headersIn' in target && entity in target.headersIn ? target.headersIn.contact : []),
      ],
    }))
  const employers = entity === 'contact' ? employerPaths.flatMap((path) => findTarget(path) ?? []) : []
  return [...fields, ...virtual, ...employers]
}

const ofVirtual = (virtual: VirtualTarget): Target => {
  const { entity, label, headers } = virtualTargets[virtual]
  return { path: virtual, entity, label, headers, virtual }
}

const ofField = (field: Field): Target => ({
  path: `${field.entity}.${field.key}`,
  entity: field.entity,
  label: field.label,
  headers: field.headers,
  field,
})

/** The target of a path, if there is one in any import. */
export function findTarget(path: string): Target | undefined {
  if (path in virtualTargets) return ofVirtual(path as VirtualTarget)
  const [entity, key] = path.split('.') as [EntityName, string]
  const field = entity in catalogue ? findField(entity, key) : undefined
  return field?.isImported ? ofField(field) : undefined
}

/** Whether a file column of an import of that entity can feed the target. */
export function isTargetOf(entity: ImportEntity, target: Target): boolean {
  if (entity === 'contact' && isEmployer(target.path)) return true
  if (target.path === 'contact.company') return false
  if (target.virtual === 'contact.card') return entity === 'contact'
  return (entitiesByImport[entity] as readonly string[]).includes(target.entity)
}

/**
 * Whether a target can be a match key: a field of the company or of its default address when companies are imported; of
 * the contact, its name in one cell, or what its company is found by when contacts are.
 */
export function canBeKey(target: Target, entity: ImportEntity): boolean {
  if (target.path === `${entity}.rafaleId`) return true
  if (entity === 'contact') {
    if (isEmployer(target.path) || target.virtual === 'contact.fullName') return true
    return target.entity === 'contact' && target.field !== undefined && typeOf(target.field).isKey
  }
  return target.entity !== 'contact' && target.field !== undefined && typeOf(target.field).isKey
}

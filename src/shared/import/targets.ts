import { catalogue, findField, typeOf } from '../catalogue/catalogue.ts'
import type { EntityName, Field, Label } from '../catalogue/field.ts'

/** Targets that are no field of their own: they feed fields, or point at records. */
export const virtualTargets = {
  'company.rafaleId': {
    entity: 'company',
    label: { fr: 'ID Rafale', en: 'Rafale id' },
    headers: ['id rafale', 'rafale id'],
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
} as const satisfies Record<string, { entity: EntityName; label: Label; headers: readonly string[] }>

export type VirtualTarget = keyof typeof virtualTargets

/** What a file column can feed: a field of the company, its addresses or its contacts, or a virtual target. */
export type Target = {
  path: string
  entity: EntityName
  label: Label
  headers: readonly string[]
  field?: Field
  virtual?: VirtualTarget
}

const entitiesByImport = { company: ['company', 'address', 'contact'], contact: ['contact'] } as const

/** Every target of an import of an entity, in the order of the catalogue. */
export function targetsOf(entity: 'company' | 'contact'): Target[] {
  const fields = entitiesByImport[entity].flatMap((one) =>
    catalogue[one]
      .filter((field) => field.isImported && !(one === 'contact' && field.key === 'company'))
      .map((field): Target => ({
        path: `${one}.${field.key}`,
        entity: one,
        label: field.label,
        headers: field.headers,
        field,
      })),
  )
  const virtual = Object.entries(virtualTargets)
    .filter(([, target]) => (entitiesByImport[entity] as readonly string[]).includes(target.entity))
    .map(([path, target]): Target => ({ path, ...target, virtual: path as VirtualTarget }))
  return [...fields, ...virtual]
}

/** The target of a path, if there is one. */
export function findTarget(path: string): Target | undefined {
  const virtual = virtualTargets[path as VirtualTarget]
  if (virtual) return { path, ...virtual, virtual: path as VirtualTarget }
  const [entity, key] = path.split('.') as [EntityName, string]
  const field = entity in catalogue ? findField(entity, key) : undefined
  return field?.isImported ? { path, entity, label: field.label, headers: field.headers, field } : undefined
}

/** Whether a target can be a match key of a company import: a field of the company or of its default address. */
export function canBeKey(target: Target): boolean {
  if (target.virtual) return target.virtual === 'company.rafaleId'
  return target.entity !== 'contact' && target.field !== undefined && typeOf(target.field).isKey
}

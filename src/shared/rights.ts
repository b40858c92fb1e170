import type { Label } from './catalogue/field.ts'

/** Every right a role can hold (AC-6): screen and action. */
export const rights = {
  'company.see': { fr: 'Voir les sociétés', en: 'See companies' },
  'company.edit': { fr: 'Créer et modifier des sociétés', en: 'Create and edit companies' },
  'company.delete': { fr: 'Supprimer des sociétés', en: 'Delete companies' },
  'contact.see': { fr: 'Voir les contacts', en: 'See contacts' },
  'contact.edit': { fr: 'Créer et modifier des contacts', en: 'Create and edit contacts' },
  'contact.delete': { fr: 'Supprimer des contacts', en: 'Delete contacts' },
  'import.run': { fr: 'Importer', en: 'Import' },
  'import.delete': { fr: 'Importer avec suppression', en: 'Import with deletion' },
  'import.source': { fr: 'Gérer les imports récurrents', en: 'Manage recurring imports' },
  'journal.prepare': { fr: 'Préparer des journaux', en: 'Prepare journals' },
  'journal.validate': { fr: 'Valider des journaux', en: 'Validate journals' },
  'changeSet.see': { fr: 'Voir les lots de modifications', en: 'See change sets' },
  'changeSet.undo': { fr: 'Annuler un lot de modifications', en: 'Undo a change set' },
  restore: { fr: 'Restaurer', en: 'Restore' },
  export: { fr: 'Exporter', en: 'Export' },
  'list.edit': { fr: 'Gérer les listes de valeurs', en: 'Manage lists of values' },
  'list.add': { fr: 'Ajouter des valeurs aux listes', en: 'Add values to lists' },
  'access.edit': { fr: 'Choisir qui voit une fiche', en: 'Choose who sees a record' },
  seeAll: { fr: 'Voir aussi les fiches restreintes', en: 'See restricted records too' },
  administration: { fr: 'Administration', en: 'Administration' },
} as const satisfies Record<string, Label>

export type Right = keyof typeof rights

const all = Object.keys(rights) as Right[]
const without = (...left: Right[]) => all.filter((right) => !left.includes(right))

/** The roles a new installation has; an administrator edits their rights. */
export const suppliedRoles: Record<string, { label: Label; rights: readonly Right[] }> = {
  administrator: { label: { fr: 'Administrateur', en: 'Administrator' }, rights: all },
  'sales-manager': {
    label: { fr: 'Responsable commercial', en: 'Sales manager' },
    rights: without('administration', 'seeAll', 'restore', 'import.delete', 'import.source', 'list.edit'),
  },
  'sales-administrator': {
    label: { fr: 'Administrateur des ventes', en: 'Sales administrator' },
    rights: without('administration', 'seeAll'),
  },
  'sales-person': {
    label: { fr: 'Commercial', en: 'Sales person' },
    rights: ['company.see', 'company.edit', 'contact.see', 'contact.edit', 'contact.delete', 'export', 'list.add'],
  },
  'read-only': { label: { fr: 'Lecture seule', en: 'Read-only' }, rights: ['company.see', 'contact.see'] },
}

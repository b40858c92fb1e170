import type { ErrorEntries } from './error-entry.ts'

/** Likely duplicates, and records merged into one. */
export const duplicateErrors = {
  'duplicates-searching': {
    status: 409,
    fr: 'Votre recherche de doublons est déjà en cours. Attendez qu’elle se termine, ou arrêtez-la.',
    en: 'Your search for duplicates is already under way. Wait for it to end, or stop it.',
  },
  'merge-blocked': {
    status: 409,
    fr: 'Vous ne pouvez pas fusionner ces fiches. Demandez à un administrateur.',
    en: 'You cannot merge these records. Ask an administrator.',
  },
  'merge-access': {
    status: 409,
    fr: 'Ces fiches ne sont pas ouvertes aux mêmes personnes et la fiche fusionnée ne serait ouverte à aucune d’elles, ou plus à vous. Accordez d’abord leurs accès.',
    en: 'These records are not open to the same people, and the merged one would be open to none of them, or no longer to you. Make their access alike first.',
  },
  'merge-choice-unfit': {
    status: 422,
    fr: 'Le choix fait pour « {field} » ne convient pas : prenez la valeur d’une des fiches à fusionner.',
    en: 'The choice made for “{field}” does not fit: take the value of one of the records to be merged.',
  },
} as const satisfies ErrorEntries

import type { ErrorEntries } from './error-entry.ts'

/** Lists, their views, and what is done with many of their records at once. */
export const listErrors = {
  'view-name-taken': {
    status: 409,
    fr: 'Vous avez déjà une vue « {name} ». Choisissez un autre nom, ou enregistrez sous cette vue.',
    en: 'You already have a view “{name}”. Choose another name, or save under that view.',
  },
  'mass-action-moved': {
    status: 409,
    fr: 'Rien n’a été modifié : {expected} fiches seraient maintenant concernées, et non {confirmed}. Relancez l’aperçu.',
    en: 'Nothing was changed: {expected} records would now be concerned, not {confirmed}. Preview again.',
  },
  'mass-action-nothing': {
    status: 409,
    fr: 'Il n’y a rien à faire : les fiches sont déjà ainsi, ou ne peuvent pas être modifiées.',
    en: 'There is nothing to do: the records are so already, or cannot be changed.',
  },
  'deletion-held': {
    status: 409,
    fr: 'Ce qui en dépend ne peut pas être supprimé. Archivez la fiche plutôt.',
    en: 'What hangs on it cannot be deleted. Archive the record instead.',
  },
} as const satisfies ErrorEntries

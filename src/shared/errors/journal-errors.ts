import type { ErrorEntries } from './error-entry.ts'

/** What can be wrong with a bulk update journal. */
export const journalErrors = {
  'journal-state': {
    status: 409,
    fr: 'Le journal n° {number} n’en est pas à cette étape ({state}). Rechargez la page.',
    en: 'Journal no. {number} is not at that step ({state}). Reload the page.',
  },
  'journal-field-not-allowed': {
    status: 422,
    fr: '« {field} » ne peut pas être modifié par un journal. Choisissez un autre champ.',
    en: '“{field}” cannot be changed by a journal. Choose another field.',
  },
  'journal-operation-not-allowed': {
    status: 422,
    fr: 'L’opération « {operation} » ne s’applique pas au champ « {field} ». Choisissez-en une autre.',
    en: 'The operation “{operation}” does not apply to the field “{field}”. Choose another one.',
  },
  'journal-value-invalid': {
    status: 422,
    fr: 'La valeur ne convient pas au champ « {field} » : {detail}',
    en: 'The value does not fit the field “{field}”: {detail}',
  },
  'journal-incomplete': {
    status: 422,
    fr: 'Choisissez d’abord le champ à modifier et sa valeur.',
    en: 'Choose the field to change and its value first.',
  },
  'journal-moved': {
    status: 409,
    fr: 'La base a changé depuis l’aperçu : {expected} fiches changeraient, et non {confirmed}. Rien n’a été modifié. Relisez l’aperçu, puis validez.',
    en: 'The base changed since the preview: {expected} records would change, not {confirmed}. Nothing was changed. Read the preview again, then validate.',
  },
  'journal-nothing': {
    status: 409,
    fr: 'Rien à modifier : aucune fiche de ce journal ne changerait.',
    en: 'Nothing to change: no record of this journal would change.',
  },
  'journal-stale': {
    status: 409,
    fr: 'La fiche a été modifiée pendant la validation : elle a été laissée telle quelle. Revoyez-la.',
    en: 'The record was changed during the validation: it was left as it is. Look at it again.',
  },
  'journal-four-eyes': {
    status: 403,
    fr: 'Vous avez préparé ce journal : une autre personne doit le valider. Envoyez-le en validation.',
    en: 'You prepared this journal: somebody else has to validate it. Send it to be validated.',
  },
  'journal-time-past': {
    status: 422,
    fr: 'Cette heure est passée, ou à plus d’un an. Choisissez un moment à venir.',
    en: 'That time has passed, or is more than a year away. Choose a moment to come.',
  },
  'journal-no-address': {
    status: 422,
    fr: 'La fiche n’a pas d’adresse par défaut. Ajoutez-lui une adresse.',
    en: 'The record has no default address. Add an address to it.',
  },
  'journal-codes-missing': {
    status: 422,
    fr: 'Codes introuvables ({count}) : {codes}. Aucune fiche n’a été ajoutée. Corrigez-les, ou ajoutez sans les exiger tous.',
    en: 'Codes not found ({count}): {codes}. No record was added. Correct them, or add without demanding all of them.',
  },
  'journal-entity-differs': {
    status: 422,
    fr: 'Ces fiches ne sont pas du même genre que celles du journal (sociétés ou contacts).',
    en: 'These records are not of the same kind as those of the journal (companies or contacts).',
  },
  'journal-preview-missing': {
    status: 409,
    fr: 'L’aperçu n’est plus disponible : le journal a changé. Refaites l’aperçu.',
    en: 'The preview is no longer there: the journal changed. Preview it again.',
  },
  'clipboard-empty': {
    status: 409,
    fr: 'Aucune sélection n’est copiée. Ouvrez un journal et choisissez « Copier sélection ».',
    en: 'No selection is copied. Open a journal and choose “Copy selection”.',
  },
} as const satisfies ErrorEntries

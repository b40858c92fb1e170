import type { ErrorEntries } from './error-entry.ts'

/** What can be wrong with a value or a record; the same codes at every door (form, import, journal, API). */
export const recordErrors = {
  'field-locked': {
    status: 409,
    fr: '« {field} » est verrouillé : sa valeur vient d’ailleurs. Demandez à un administrateur.',
    en: '“{field}” is locked: its value is kept elsewhere. Ask an administrator.',
  },
  'transfer-users': {
    status: 422,
    fr: 'Choisissez deux personnes différentes ; celle qui reprend le portefeuille doit être active.',
    en: 'Choose two different people; the one who takes the portfolio over has to be active.',
  },
  'recycle-refused': {
    status: 409,
    fr: 'Cette fiche ne peut pas revenir : {reason}',
    en: 'This record cannot come back: {reason}',
  },
  'reversal-missing': {
    status: 409,
    fr: 'Cet aperçu n’est plus disponible. Refaites-le.',
    en: 'This preview is no longer there. Make it again.',
  },
  'reversal-stale': {
    status: 409,
    fr: 'La base a changé depuis l’aperçu. Rien n’a été modifié ; relisez l’aperçu, puis recommencez.',
    en: 'The base changed since the preview. Nothing was changed; read the preview again, then start over.',
  },
  'log-shortened': {
    status: 409,
    fr: 'Ce n’est plus possible : le détail de modifications aussi anciennes n’est plus conservé.',
    en: 'This is no longer possible: the details of changes that old are no longer kept.',
  },
  'value-too-long': {
    status: 422,
    fr: 'La valeur est trop longue ({max} caractères au plus). Raccourcissez-la.',
    en: 'The value is too long (at most {max} characters). Shorten it.',
  },
  'number-invalid': {
    status: 422,
    fr: '« {value} » n’est pas un nombre. Écrivez par exemple 1234,5.',
    en: '“{value}” is not a number. Write for example 1234.5.',
  },
  'date-invalid': {
    status: 422,
    fr: '« {value} » n’est pas une date qui existe. Écrivez-la JJ/MM/AAAA.',
    en: '“{value}” is not a date that exists. Write it YYYY-MM-DD.',
  },
  'date-in-future': {
    status: 422,
    fr: 'Cette date ne peut pas être dans le futur.',
    en: 'This date cannot be in the future.',
  },
  'boolean-invalid': { status: 422, fr: '« {value} » n’est ni Oui ni Non.', en: '“{value}” is neither Yes nor No.' },
  'option-unknown': {
    status: 422,
    fr: '« {value} » ne fait pas partie des choix : {options}.',
    en: '“{value}” is not one of the choices: {options}.',
  },
  'list-value-unknown': {
    status: 422,
    fr: '« {value} » n’existe pas dans la liste « {list} ». Choisissez une valeur de la liste, ou faites-la ajouter.',
    en: '“{value}” is not in the list “{list}”. Choose one of its values, or have it added.',
  },
  'country-unknown': {
    status: 422,
    fr: 'Pays inconnu : « {value} ». Utilisez le code à deux lettres (FR, PT, GB…).',
    en: 'Unknown country: “{value}”. Use the two-letter code (FR, PT, GB…).',
  },
  'reference-unknown': { status: 422, fr: '« {value} » est introuvable.', en: '“{value}” cannot be found.' },
  'email-doubtful': {
    status: 422,
    fr: '« {value} » ne ressemble pas à une adresse e-mail. Elle est gardée telle quelle ; vérifiez-la.',
    en: '“{value}” does not look like an e-mail address. It is kept as it is; check it.',
  },
  'phone-doubtful': {
    status: 422,
    fr: '« {value} » ne ressemble pas à un numéro de téléphone. Il est gardé tel quel ; vérifiez-le.',
    en: '“{value}” does not look like a phone number. It is kept as it is; check it.',
  },
  'vat-doubtful': {
    status: 422,
    fr: 'N° TVA « {value} » : le format ou la clé ne correspond pas au pays. Il est gardé tel quel ; vérifiez-le.',
    en: 'VAT number “{value}”: the format or check digits do not fit its country. It is kept as it is; check it.',
  },
  'siren-doubtful': {
    status: 422,
    fr: 'SIREN « {value} » : 9 chiffres et une clé sont attendus. Il est gardé tel quel ; vérifiez-le.',
    en: 'SIREN “{value}”: 9 digits with a check digit are expected. It is kept as it is; check it.',
  },
  'siret-doubtful': {
    status: 422,
    fr: 'SIRET « {value} » : 14 chiffres et une clé sont attendus. Il est gardé tel quel ; vérifiez-le.',
    en: 'SIRET “{value}”: 14 digits with a check digit are expected. It is kept as it is; check it.',
  },
  'required-missing': {
    status: 422,
    fr: '« {field} » est obligatoire. Renseignez une valeur.',
    en: '“{field}” is required. Fill in a value.',
  },
  'required-when': {
    status: 422,
    fr: '« {field} » est obligatoire quand « {other} » vaut « {otherValue} ».',
    en: '“{field}” is required when “{other}” is “{otherValue}”.',
  },
  'field-incomplete': {
    status: 422,
    fr: '« {field} » est vide. La fiche sera incomplète.',
    en: '“{field}” is empty. The record will be incomplete.',
  },
  'contact-name-missing': {
    status: 422,
    fr: 'Un contact a besoin d’un nom, ou à défaut d’un e-mail.',
    en: 'A contact needs a last name, or else an e-mail.',
  },
  'reference-needs-company': {
    status: 422,
    fr: 'Un contact ne peut être référence commerciale que si sa société en est une. Cochez d’abord « Référence commerciale » sur la société.',
    en: 'A contact can be a commercial reference only when its company is one. Tick “Commercial reference” on the company first.',
  },
  'value-not-available': {
    status: 409,
    fr: '« {value} » n’est pas disponible pour « {field} » : cette valeur doit rester unique. Choisissez-en une autre.',
    en: '“{value}” is not available for “{field}”: this value must stay unique. Choose another one.',
  },
  'parent-cycle': {
    status: 422,
    fr: 'Une société ne peut pas être sa propre parente, même indirectement. Choisissez une autre société.',
    en: 'A company cannot be its own parent, even indirectly. Choose another company.',
  },
  'address-kind-taken': {
    status: 422,
    fr: 'Il ne peut y avoir qu’une adresse de ce genre ({kind}). Choisissez « Autre ».',
    en: 'There can be only one address of this kind ({kind}). Choose “Other”.',
  },
  'address-duplicate': {
    status: 422,
    fr: 'Une autre adresse de cette fiche porte déjà ce code ou ce nom ({value}).',
    en: 'Another address of this record already has this code or name ({value}).',
  },
  'default-not-own': {
    status: 422,
    fr: 'L’adresse ou le contact par défaut doit appartenir à la fiche.',
    en: 'The default address or contact must belong to the record.',
  },
  'record-changed': {
    status: 409,
    fr: 'Cette fiche a été modifiée entre-temps. Rechargez-la, comparez et enregistrez à nouveau.',
    en: 'This record was changed in the meantime. Reload it, compare and save again.',
  },
  'company-in-use': {
    status: 409,
    fr: 'Cette société ne peut pas être supprimée : {reason}. Archivez-la plutôt.',
    en: 'This company cannot be deleted: {reason}. Archive it instead.',
  },
  'filter-invalid': {
    status: 400,
    fr: 'Ce filtre ne peut pas être appliqué : {detail}',
    en: 'This filter cannot be applied: {detail}',
  },
  'field-unknown': { status: 400, fr: 'Il n’y a pas de champ « {field} ».', en: 'There is no field “{field}”.' },
  'change-set-not-found': {
    status: 404,
    fr: 'Ce lot de modifications n’existe pas ou ne vous est pas accessible.',
    en: 'This change set does not exist or is not open to you.',
  },
  'change-set-undone': {
    status: 409,
    fr: 'Ce lot de modifications a déjà été annulé (lot {by}).',
    en: 'This change set was already undone (change set {by}).',
  },
  'nothing-to-undo': {
    status: 409,
    fr: 'Rien à annuler : tout a changé depuis, ou est déjà revenu.',
    en: 'Nothing to undo: everything changed since, or has already been taken back.',
  },
  'list-value-cycle': {
    status: 422,
    fr: 'Une valeur ne peut pas être placée sous elle-même, ni dans une autre liste. Choisissez-en une autre.',
    en: 'A value cannot be placed under itself, nor in another list. Choose another one.',
  },
  'list-merge-unfit': {
    status: 422,
    fr: 'Ces deux valeurs ne peuvent pas être fusionnées : la seconde doit être une valeur active de la même liste, qui n’est pas rangée sous la première.',
    en: 'These two values cannot be merged: the second must be an active value of the same list that is not under the first.',
  },
  cancelled: {
    status: 409,
    fr: 'Annulé à votre demande. Rien n’a été modifié.',
    en: 'Cancelled as you asked. Nothing was changed.',
  },
  'custom-field-exists': {
    status: 409,
    fr: 'Un champ « {value} » existe déjà. Choisissez un autre nom.',
    en: 'There is a field “{value}” already. Choose another name.',
  },
} as const satisfies ErrorEntries

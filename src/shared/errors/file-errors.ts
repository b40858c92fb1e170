import type { ErrorEntries } from './error-entry.ts'

/** What may be wrong with one row of a file, whatever becomes of the row. */
export const rowFaults = {
  'row-too-short': {
    status: 422,
    fr: 'La ligne a moins de cellules que la ligne de titres ; les dernières sont lues comme vides.',
    en: 'The row has fewer cells than the header row; the last ones are read as empty.',
  },
  'row-too-long': {
    status: 422,
    fr: 'La ligne a plus de cellules que la ligne de titres ; les cellules en trop sont ignorées. Vérifiez qu’un séparateur ne se trouve pas dans un texte sans guillemets.',
    en: 'The row has more cells than the header row; the cells in excess are left out. Check that no delimiter stands in a text without quotes.',
  },
  'nul-removed': {
    status: 422,
    fr: 'La cellule contenait des caractères nuls ; ils ont été retirés.',
    en: 'The cell held NUL characters; they were removed.',
  },
  'invalid-utf8': {
    status: 422,
    fr: 'La cellule contient des octets illisibles, remplacés par « \uFFFD ». Vérifiez l’encodage choisi ou corrigez la cellule.',
    en: 'The cell holds bytes that cannot be read, replaced by “\uFFFD”. Check the encoding chosen, or correct the cell.',
  },
  'replacement-character': {
    status: 422,
    fr: 'La cellule contient « \uFFFD » : un caractère a été perdu avant que le fichier n’arrive ici. Corrigez-la à la source.',
    en: 'The cell holds “\uFFFD”: a character was lost before the file came here. Correct it at its source.',
  },
  'stray-quote': {
    status: 422,
    fr: 'Les guillemets de la cellule ne sont pas doublés ; vérifiez la valeur lue.',
    en: 'The quotes inside the cell are not doubled; check the value read.',
  },
  'unclosed-quote': {
    status: 422,
    fr: 'Un guillemet ouvert sur cette ligne n’est jamais refermé ; la ligne n’est pas lue. Fermez ou retirez ce guillemet.',
    en: 'A quote opened in this row is never closed; the row is not read. Close or remove that quote.',
  },
  'cell-too-large': {
    status: 422,
    fr: 'Une cellule dépasse 1 Mio ; la ligne n’est pas lue. Raccourcissez cette cellule.',
    en: 'A cell is larger than 1 MiB; the row is not read. Shorten that cell.',
  },
  'record-too-large': {
    status: 422,
    fr: 'La ligne dépasse 16 Mio et n’est pas lue. Vérifiez que les fins de ligne du fichier sont intactes.',
    en: 'The row is larger than 16 MiB and is not read. Check that the file’s line ends are intact.',
  },
} as const satisfies ErrorEntries

export type RowFaultCode = keyof typeof rowFaults

/** What the wizard should draw attention to before a file is read whole. */
export const previewWarnings = {
  'encoding-guessed': {
    status: 422,
    fr: 'L’encodage {encoding} a été supposé. Vérifiez les accents de l’aperçu.',
    en: 'The encoding {encoding} was assumed. Check the accents in the preview.',
  },
  'delimiter-guessed': {
    status: 422,
    fr: 'Le séparateur n’est pas certain. Vérifiez les colonnes de l’aperçu.',
    en: 'The delimiter is not certain. Check the columns of the preview.',
  },
  'header-guessed': {
    status: 422,
    fr: 'La ligne de titres n’est pas certaine. Vérifiez que la ligne {row} contient les titres des colonnes.',
    en: 'The header row is not certain. Check that row {row} holds the titles of the columns.',
  },
  'preamble-skipped': {
    status: 422,
    fr: 'Les lignes avant la ligne {row}, celle des titres, ne sont pas lues.',
    en: 'The rows before row {row}, the header row, are not read.',
  },
} as const satisfies ErrorEntries

export type PreviewWarningCode = keyof typeof previewWarnings

export const fileErrors = {
  'file-empty': {
    status: 422,
    fr: 'Le fichier est vide. Choisissez un fichier qui contient une ligne de titres et au moins une ligne de données.',
    en: 'The file is empty. Choose a file with a header row and at least one row of data.',
  },
  'file-not-text': {
    status: 422,
    fr: 'Ce fichier est au format {kind}, pas un texte délimité. Choisissez son propre format, ou enregistrez-le en CSV depuis le programme qui l’a produit.',
    en: 'This file is in the format {kind}, not delimited text. Choose its own format, or save it as CSV from the program that made it.',
  },
  'file-binary': {
    status: 422,
    fr: 'Ce fichier ne contient pas du texte. Enregistrez-le en CSV depuis le programme qui l’a produit.',
    en: 'This file does not hold text. Save it as CSV from the program that made it.',
  },
  'file-encoding-unsupported': {
    status: 422,
    fr: 'L’encodage {encoding} n’est pas pris en charge. Enregistrez le fichier en CSV UTF-8.',
    en: 'The encoding {encoding} is not supported. Save the file as CSV UTF-8.',
  },
  'file-no-header': {
    status: 422,
    fr: 'La ligne {row} ne contient pas de titres de colonnes. Indiquez la ligne qui les contient.',
    en: 'Row {row} holds no column titles. Say which row holds them.',
  },
  'file-no-rows': {
    status: 422,
    fr: 'Le fichier ne contient aucune ligne de données sous la ligne de titres. Ajoutez au moins une ligne.',
    en: 'The file has no row of data below its header row. Add at least one row.',
  },
  'file-line-too-long': {
    status: 422,
    fr: 'La première ligne du fichier dépasse {limit} Mio. Vérifiez que c’est bien un fichier CSV, avec une ligne par enregistrement.',
    en: 'The first line of the file is longer than {limit} MiB. Check that it is a CSV file with one line per record.',
  },
  'file-too-many-columns': {
    status: 422,
    fr: 'Le fichier a {count} colonnes ; {limit} au plus sont possibles. Retirez les colonnes inutiles ou vérifiez le séparateur.',
    en: 'The file has {count} columns; at most {limit} are possible. Remove columns you do not need, or check the delimiter.',
  },
  'file-row-too-wide': {
    status: 422,
    fr: 'Une ligne a trop de cellules remplies pour être chargée ({columns} colonnes). Retirez les colonnes inutiles.',
    en: 'A row has too many filled cells to be loaded ({columns} columns). Remove columns you do not need.',
  },
  ...previewWarnings,
  ...rowFaults,
} as const satisfies ErrorEntries

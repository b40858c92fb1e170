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
  'card-cut': {
    status: 422,
    fr: 'La carte n’a pas de fin (END:VCARD) : le fichier a pu être coupé. Ce qui a été lu est importé ; vérifiez-le.',
    en: 'The card has no end (END:VCARD): the file may have been cut. What was read is imported; check it.',
  },
  'record-too-large': {
    status: 422,
    fr: 'La ligne dépasse 16 Mio et n’est pas lue. Vérifiez que les fins de ligne du fichier sont intactes.',
    en: 'The row is larger than 16 MiB and is not read. Check that the file’s line ends are intact.',
  },
} as const satisfies ErrorEntries

export type RowFaultCode = keyof typeof rowFaults

/** What may be wrong with one cell of a spreadsheet; the row is refused while the cell feeds a field and is not corrected. */
export const cellFaults = {
  'cell-error': {
    status: 422,
    fr: 'La cellule contient une erreur du tableur ({value}). Corrigez-la ici, ou dans le fichier.',
    en: 'The cell holds an error of the spreadsheet ({value}). Correct it here, or in the file.',
  },
  'formula-not-computed': {
    status: 422,
    fr: 'La cellule contient une formule dont le résultat n’est pas enregistré. Ouvrez le fichier dans un tableur et enregistrez-le, ou saisissez la valeur ici.',
    en: 'The cell holds a formula whose result is not saved. Open the file in a spreadsheet program and save it, or type the value here.',
  },
  'cell-damaged': {
    status: 422,
    fr: 'La cellule renvoie à un texte que le fichier ne contient pas. Saisissez la valeur ici, ou réparez le fichier.',
    en: 'The cell refers to a text that the file does not hold. Type the value here, or repair the file.',
  },
} as const satisfies ErrorEntries

export type CellFaultCode = keyof typeof cellFaults

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
  'sheets-hidden': {
    status: 422,
    fr: 'Feuilles masquées, à choisir si elles doivent être lues : {sheets}.',
    en: 'Hidden sheets, to be chosen if they are to be read: {sheets}.',
  },
  'sheet-is-hidden': {
    status: 422,
    fr: 'La feuille « {sheet} » est masquée dans le fichier, et elle est lue.',
    en: 'The sheet “{sheet}” is hidden in the file, and it is read.',
  },
  'cards-of-addresses': {
    status: 422,
    fr: 'Des cartes ont plusieurs adresses : chacune au-delà de la première est une ligne de plus, derrière les autres ({count}).',
    en: 'Some cards have several addresses: each beyond the first is a row of its own, behind the others ({count}).',
  },
  'cards-photos-left': {
    status: 422,
    fr: 'Photos laissées de côté, car abîmées, trop lourdes, trop grandes ou dans un autre format : {count}.',
    en: 'Photos left out, being damaged, too heavy, too large or in another format: {count}.',
  },
  'rows-hidden': {
    status: 422,
    fr: 'Lignes masquées ou filtrées dans le fichier, et lues comme les autres : {count}.',
    en: 'Rows hidden or filtered out in the file, and read like the others: {count}.',
  },
  'merged-cells-filled': {
    status: 422,
    fr: 'Cellules fusionnées sur plusieurs lignes : leur valeur est reprise sur chacune ({count} fusions).',
    en: 'Cells merged over several rows: each of the rows has their value ({count} merges).',
  },
  'sheets-joined': {
    status: 422,
    fr: 'Feuilles lues comme un seul import, reliées par leurs colonnes communes ({columns}) : {sheets}.',
    en: 'Sheets read as one import, linked by the columns they share ({columns}): {sheets}.',
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
    fr: 'Ce fichier est au format {kind}, qui ne s’importe pas. Enregistrez-le en XLSX, ODS ou CSV depuis le programme qui l’a produit.',
    en: 'This file is in the format {kind}, which cannot be imported. Save it as XLSX, ODS or CSV from the program that made it.',
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
  'file-damaged': {
    status: 422,
    fr: 'Le fichier est incomplet ou endommagé et ne peut pas être lu. Téléchargez-le ou enregistrez-le de nouveau, puis réessayez.',
    en: 'The file is incomplete or damaged and cannot be read. Download or save it again, then try once more.',
  },
  'file-encrypted': {
    status: 422,
    fr: 'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis réessayez.',
    en: 'The file is protected by a password. Save it without one, then try again.',
  },
  'file-unsafe': {
    status: 422,
    fr: 'Le fichier se déploie en une quantité démesurée de données, ou définit ses propres entités : il n’est pas lu. Enregistrez-le de nouveau depuis un tableur.',
    en: 'The file expands to an excessive amount of data, or defines entities of its own: it is not read. Save it again from a spreadsheet program.',
  },
  'file-no-sheet': {
    status: 422,
    fr: 'Le classeur ne contient aucune feuille de cellules avec des données. Ajoutez-en une.',
    en: 'The workbook has no sheet of cells with data. Add one.',
  },
  'file-sheet-unknown': {
    status: 422,
    fr: 'Le classeur n’a pas de feuille « {sheet} ». Ses feuilles : {sheets}.',
    en: 'The workbook has no sheet “{sheet}”. Its sheets: {sheets}.',
  },
  'file-format-limit': {
    status: 422,
    fr: 'Ce fichier {kind} est trop grand pour être lu dans ce format. Enregistrez-le en XLSX ou en CSV, puis réessayez.',
    en: 'This {kind} file is too large to be read in this format. Save it as XLSX or CSV, then try again.',
  },
  'file-dialect-foreign': {
    status: 422,
    fr: 'Ces réglages de lecture ne sont pas ceux d’un fichier {kind}. Choisissez ceux de ce format.',
    en: 'These reading settings are not those of a {kind} file. Choose those of this format.',
  },
  ...previewWarnings,
  ...rowFaults,
  ...cellFaults,
} as const satisfies ErrorEntries

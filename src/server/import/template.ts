import type { Language } from '../../shared/errors/rafale-error.ts'
import type { Readable } from 'node:stream'
import { csvRow } from '../platform/files/write-csv.ts'
import { columnName, writeXlsx } from '../platform/files/write-xlsx.ts'
import { helpTitles, templateHelp, templateRequired } from './template-help.ts'

/** Columns A to O of IM-9; the guesser knows every header of both languages. */
const headers: Record<Language, readonly string[]> = {
  fr: [
    'Code client',
    'Nom du client',
    'Numéro de TVA',
    'Adresse Code',
    'Adresse Nom',
    'Adresse',
    'Ville',
    'Code postal',
    'État',
    'Pays',
    'Est l’adresse par défaut',
    'Nom du contact',
    'Téléphone du contact',
    'Adresse e-mail du contact',
    'Est le contact par défaut',
  ],
  en: [
    'Customer code',
    'Customer name',
    'VAT number',
    'Address code',
    'Address name',
    'Address',
    'City',
    'Postal code',
    'State',
    'Country',
    'Is default address',
    'Contact name',
    'Contact phone',
    'Contact e-mail',
    'Is default contact',
  ],
}

type Words = Record<'yes' | 'no' | 'headOffice' | 'warehouse', string>
const words: Record<Language, Words> = {
  fr: { yes: 'Oui', no: 'Non', headOffice: 'Siège', warehouse: 'Entrepôt' },
  en: { yes: 'Yes', no: 'No', headOffice: 'Head office', warehouse: 'Warehouse' },
}

/** One row a case; numbers and names that belong to nobody. */
const examples = ({ yes, no, headOffice, warehouse }: Words): string[] => [
  // A whole customer with its default address and contact.
  `EX0001;Aprool SAS;FR11123456782;SIEGE;${headOffice};12 rue du Port;Nantes;44000;;FR;${yes};Jeanne DURAND;02 61 91 00 01;jeanne.durand@aprool.example;${yes}`,
  // The code repeated: a second address and a second contact of the same customer.
  `EX0001;Aprool SAS;;DEPOT;${warehouse};3 quai des Forges;Rezé;44400;;FR;${no};Paul MARTIN;06 39 98 00 02;paul.martin@aprool.example;${no}`,
  // The code repeated for one more contact alone.
  `EX0001;Aprool SAS;;;;;;;;;;Inès LEROY;;ines.leroy@aprool.example;${no}`,
  // A country whose addresses have a state.
  `EX0002;Blou Inc.;;HQ;${headOffice};100 Main Street;Springfield;62701;IL;US;${yes};Ann SMITH;+1 202 555 0123;ann.smith@blou.example;${yes}`,
  // All that is required.
  'EX0003;Cordage Morin;;;;;;;;;;;;;',
]

/** The template to fill in (IM-9) as CSV text: byte order mark, `;`, headers in the language, example rows. */
export function importTemplate(language: Language): string {
  return `\uFEFF${[headers[language], ...exampleRows(language)].map((row) => csvRow(row)).join('')}`
}

const exampleRows = (language: Language): string[][] => examples(words[language]).map((line) => line.split(';'))

/** The same as a workbook: a sheet to fill in, all of it text so that zeros stay, and one that explains each column. */
export function templateWorkbook(language: Language): Readable {
  const titles = helpTitles[language]
  const rows = exampleRows(language)
  const widths = [12, 14, 12, 80, 30]
  const help = headers[language].map((header, index) => [
    columnName(index),
    header,
    index < templateRequired ? titles.yes : '',
    templateHelp[language][index] ?? '',
    rows.find((row) => row[index])?.[index] ?? '',
  ])
  return writeXlsx({
    title: titles.sheet,
    author: 'Rafale',
    createdAt: new Date(),
    sheets: [
      {
        name: titles.sheet,
        columns: headers[language].map((header) => ({ header, kind: 'text', width: Math.max(14, header.length + 4) })),
        rows: [rows],
      },
      {
        name: titles.help,
        columns: titles.columns.map((header, index) => ({ header, kind: 'text', width: widths[index] ?? 16 })),
        rows: [help],
      },
    ],
  })
}

import type { ErrorEntries } from './error-entry.ts'

export const exportErrors = {
  'export-format-entity': {
    status: 422,
    fr: 'Le format VCF est celui des contacts. Exportez les sociétés en XLSX, ODS ou CSV.',
    en: 'VCF is a format of contacts. Export companies as XLSX, ODS or CSV.',
  },
  'export-too-long': {
    status: 422,
    fr: 'L’export aurait {rows} lignes ; une feuille de calcul en contient {max} au plus. Choisissez le format CSV, ou filtrez la liste.',
    en: 'The export would have {rows} rows; a spreadsheet holds {max} at most. Choose CSV, or filter the list.',
  },
  'export-too-many-files': {
    status: 422,
    fr: 'Une archive contient {max} contacts au plus. Exportez-les en un seul fichier, ou filtrez la liste.',
    en: 'An archive holds {max} contacts at most. Export them as one file, or filter the list.',
  },
  'export-not-ready': {
    status: 409,
    fr: 'Le fichier de cet export n’est pas prêt : il est en cours, ou sa fabrication a échoué.',
    en: 'The file of this export is not ready: it is being made, or making it failed.',
  },
} as const satisfies ErrorEntries

import type { exports as fr } from '../fr/exports.ts'
import type { TextsOf } from '../texts-of.ts'

export const exports: TextsOf<typeof fr> = {
  export: 'Export',
  title: {
    company_one: 'Export {{count, number}} company',
    company_other: 'Export {{count, number}} companies',
    contact_one: 'Export {{count, number}} contact',
    contact_other: 'Export {{count, number}} contacts',
  },
  start: {
    company_one: 'Export {{count, number}} company',
    company_other: 'Export {{count, number}} companies',
    contact_one: 'Export {{count, number}} contact',
    contact_other: 'Export {{count, number}} contacts',
  },
  format: 'Format',
  formats: { xlsx: 'Excel (XLSX)', ods: 'ODS', csv: 'CSV', vcf: 'VCF' },
  columns: 'Columns',
  columnsText: 'The Rafale id and the external id are always there: the file can be edited and imported again.',
  which: { all: 'All', shown: 'Those of the list', chosen: 'Choose' },
  chosen: 'Columns to export',
  addresses: {
    company: 'All addresses, on several rows if need be',
    contact: 'Their addresses, on several rows if need be',
  },
  contacts: 'All contacts, on several rows if need be',
  files: 'Files',
  oneFile: 'One file of all contacts',
  zip: '.zip archive, one file a contact',
  version: 'Version',
  vcard: 'vCard {{version}}',
  ready: '{{file}} is ready.',
  mayLeave: 'The file is being made. You may close this: it will be among the jobs.',
  download: 'Download',
}

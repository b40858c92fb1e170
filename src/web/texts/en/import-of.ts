import type { importOf as french } from '../fr/import-of.ts'
import type { TextsOf } from '../texts-of.ts'

export const importOf: TextsOf<typeof french> = {
  company: {
    rows: 'Companies',
    rowsText: 'With their addresses and contacts.',
    modes: {
      'add-update': 'Companies that are found are updated, the others are created.',
      update: 'Companies that are found are updated, the other rows are set aside and reported.',
      add: 'Every company is created. A customer code that exists already is refused.',
      delete: 'As “Add and update”, and companies that the file does not hold are deleted.',
    },
    scopeTitle: 'Companies that may be deleted',
    scopeText:
      'Only companies of this scope that the file does not name will be deleted, with their contacts. Their number and their list will be shown first, and you will confirm it.',
    createsMissing: 'Create a company when nothing matches',
    nameMissing: 'Assign a column to “Company”: a company cannot be created without a name.',
    created: 'Create a company',
    matched_one: '{{count, number}} row finds an existing company.',
    matched_other: '{{count, number}} rows find an existing company.',
    matchedNone: 'No row finds an existing company.',
    deletion_one: '{{count, number}} company will be deleted',
    deletion_other: '{{count, number}} companies will be deleted',
    deletionText: 'The file does not name them. Their contacts and addresses go with them.',
    deletionNone:
      'No company will be deleted: the file names all those of the scope, or a row has no key, or nothing was found.',
    import_one: 'Import {{count, number}} company',
    import_other: 'Import {{count, number}} companies',
    delete_one: 'Delete {{count, number}} company',
    delete_other: 'Delete {{count, number}} companies',
    importAndDelete: 'Import {{imported, number}} and delete {{deleted, number}} companies',
    see: 'See the companies',
  },
  contact: {
    rows: 'Contacts',
    rowsText: 'With their addresses; their company is found by code, external id, VAT number or name.',
    modes: {
      'add-update': 'Contacts that are found are updated, the others are created.',
      update: 'Contacts that are found are updated, the other rows are set aside and reported.',
      add: 'Every contact is created. A contact that exists already is refused.',
      delete: 'As “Add and update”, and contacts that the file does not hold are deleted.',
    },
    scopeTitle: 'Contacts that may be deleted',
    scopeText:
      'Only contacts of this scope that the file does not name will be deleted. Their number and their list will be shown first, and you will confirm it.',
    createsMissing: 'Create a contact when nothing matches',
    nameMissing:
      'Assign a column to “Last name” or “E-mail 1”, and one to the company: a contact cannot be created without.',
    created: 'Create a contact',
    matched_one: '{{count, number}} row finds an existing contact.',
    matched_other: '{{count, number}} rows find an existing contact.',
    matchedNone: 'No row finds an existing contact.',
    deletion_one: '{{count, number}} contact will be deleted',
    deletion_other: '{{count, number}} contacts will be deleted',
    deletionText: 'The file does not name them. Their addresses go with them.',
    deletionNone:
      'No contact will be deleted: the file names all those of the scope, or a row has no key, or nothing was found.',
    import_one: 'Import {{count, number}} contact',
    import_other: 'Import {{count, number}} contacts',
    delete_one: 'Delete {{count, number}} contact',
    delete_other: 'Delete {{count, number}} contacts',
    importAndDelete: 'Import {{imported, number}} and delete {{deleted, number}} contacts',
    see: 'See the contacts',
  },
}

import type { changeSets as fr } from '../fr/change-sets.ts'
import type { TextsOf } from '../texts-of.ts'

const counted = (one: string, other: string) => ({
  create_one: `{{count, number}} ${one} created`,
  create_other: `{{count, number}} ${other} created`,
  update_one: `{{count, number}} ${one} changed`,
  update_other: `{{count, number}} ${other} changed`,
  delete_one: `{{count, number}} ${one} deleted`,
  delete_other: `{{count, number}} ${other} deleted`,
})

export const changeSets: TextsOf<typeof fr> = {
  title: 'Change sets',
  one: 'Change set {{id}}',
  none: 'No changes yet',
  noneText: 'Every import, edit or undo will show here, and can be undone.',
  noneOfKind: 'No change set of this kind',
  allKinds: 'All',
  kind: {
    edit: 'Edit',
    import: 'Import',
    journal: 'Journal',
    'mass-action': 'Mass action',
    merge: 'Merge',
    undo: 'Undo',
    restore: 'Restore',
    'sample-data': 'Sample data',
  },
  columns: { at: 'Date', kind: 'Origin', author: 'Author', effect: 'Effect', number: 'Change set' },
  counts: {
    company: counted('company', 'companies'),
    contact: counted('contact', 'contacts'),
    address: counted('address', 'addresses'),
  },
  entities: { company: 'Companies', contact: 'Contacts', address: 'Addresses' },
  actions: { create: 'Creation', update: 'Change', delete: 'Deletion' },
  filterActions: { all: 'All', create: 'Created', update: 'Changed', delete: 'Deleted' },
  nothing: 'Nothing changed',
  undone: 'Undone',
  undoneBy: 'Undone by change set {{id}}',
  undoes: 'Undoes change set {{id}}',
  byField: 'Fields changed',
  changes: 'Before → after',
  noChanges: 'No record here',
  comment: 'Comment',
  undo: 'Undo this change set…',
  notFoundTitle: 'This change set does not exist or is not open to you',
}

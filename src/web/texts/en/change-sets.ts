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
  noneOfKind: 'No change set matches',
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
  filters: {
    label: 'Filter the change sets',
    anyone: 'Anyone',
    system: 'System (command line)',
    since: 'From',
    until: 'To',
    field: 'Field changed',
    anyField: 'Any field',
  },
  columns: { at: 'Date', kind: 'Origin', author: 'Author', effect: 'Effect', number: 'Change set' },
  counts: {
    company: counted('company', 'companies'),
    contact: counted('contact', 'contacts'),
    address: counted('address', 'addresses'),
  },
  entity: { company: 'Company', contact: 'Contact', address: 'Address' },
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
  forgotten: 'The details of this change set are no longer kept',
  forgottenText:
    'It is older than the retention chosen by the administrator: its counts stay, but it can no longer be undone.',
  notFoundTitle: 'This change set does not exist or is not open to you',
}

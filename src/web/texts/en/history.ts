import type { history as fr } from '../fr/history.ts'
import type { TextsOf } from '../texts-of.ts'

export const history: TextsOf<typeof fr> = {
  none: 'No change recorded',
  noneText: 'Every change of this record will show here, field by field.',
  created: 'created the record',
  deleted: 'deleted the record',
  updated: 'changed the record',
  createdChild: 'added {{label}}',
  deletedChild: 'removed {{label}}',
  updatedChild: 'changed {{label}}',
  address: 'the address {{label}}',
  contact: 'the contact {{label}}',
  company: 'the company {{label}}',
  unnamed: 'without a name',
  through: 'through {{kind}}',
  changeSet: 'change set {{id}}',
  before: 'Before',
  after: 'After',
  showFields_one: 'Show the field filled in',
  showFields_other: 'Show the {{count}} fields filled in',
  hideFields: 'Hide the fields',
  loadMore: 'Show older changes',
}

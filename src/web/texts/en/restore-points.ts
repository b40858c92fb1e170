import type { restorePoints as fr } from '../fr/restore-points.ts'
import type { TextsOf } from '../texts-of.ts'

export const restorePoints: TextsOf<typeof fr> = {
  title: 'Restore',
  text: 'A restore point is a mark in the history: it takes no space. To take back one import or one edit only, undo its change set rather than restoring everything.',
  create: 'Create a point',
  createTitle: 'Create a restore point',
  name: 'Name',
  namePlaceholder: 'Before the regions are reorganised',
  createAction: 'Create the point',
  created: 'Point “{{name}}” created.',
  none: 'No restore points',
  noneText: 'A point is made before every import. You can also create one now.',
  since_one: '{{count, number}} change set since',
  since_other: '{{count, number}} change sets since',
  nothingSince: 'Nothing changed since',
  restore: 'Restore…',
  restoreTitle: 'Go back to “{{name}}”',
  restoreText:
    'All companies and contacts go back to how they were on {{at}}. The restore is itself a change set, which you can undo.',
  typeNumber: 'To confirm, type the number of records concerned: {{number}}',
  password: 'Your password',
  restoreAction_one: 'Restore {{count, number}} record',
  restoreAction_other: 'Restore {{count, number}} records',
  nothing: 'The base is already in that state: there is nothing to restore.',
  done: 'The base is back at “{{name}}”.',
}

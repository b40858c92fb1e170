import type { reversal as fr } from '../fr/reversal.ts'
import type { TextsOf } from '../texts-of.ts'

export const reversal: TextsOf<typeof fr> = {
  undoTitle: 'Undo change set {{id}}',
  revert_one: '{{count, number}} record will go back to its old value',
  revert_other: '{{count, number}} records will go back to their old values',
  recreate_one: '{{count, number}} deleted record will come back',
  recreate_other: '{{count, number}} deleted records will come back',
  remove_one: '{{count, number}} created record will be deleted',
  remove_other: '{{count, number}} created records will be deleted',
  conflicts_one: '{{count, number}} record was changed since',
  conflicts_other: '{{count, number}} records were changed since',
  conflictsChoice: 'What about the records changed since?',
  keep: 'Keep their recent value',
  keepText: 'They stay as they are.',
  revertToo: 'Take them back too',
  revertTooText: 'What was changed since in these fields will be lost.',
  nothing: 'There is nothing to undo: everything changed since, or has already been taken back.',
  sample: 'Some of the records changed since',
  undoAction_one: 'Undo on {{count, number}} record',
  undoAction_other: 'Undo on {{count, number}} records',
  done: 'Change set {{id}} was undone.',
  seeResult: 'See what changed',
  mayLeave: 'You may leave this page; the work goes on.',
}

import type { shortcuts as fr } from '../fr/shortcuts.ts'
import type { TextsOf } from '../texts-of.ts'

export const shortcuts: TextsOf<typeof fr> = {
  title: 'Keyboard shortcuts',
  isOn: 'Single-key shortcuts',
  isOnText: 'Turn them off if you dictate or use a screen reader.',
  anywhere: 'Anywhere',
  inLists: 'In lists',
  inRecords: 'In a record',
  names: {
    palette: 'Search or act',
    search: 'Search the list',
    new: 'New record',
    help: 'This help',
    back: 'Go back',
    goCompanies: 'Go to companies',
    goContacts: 'Go to contacts',
    goImports: 'Go to imports',
    goJournals: 'Go to updates',
    goChangeSets: 'Go to history',
    next: 'Next row',
    previous: 'Previous row',
    select: 'Select the row',
    selectRange: 'Select up to the row',
    selectAll: 'Select all',
    open: 'Open the record',
    save: 'Save',
    fieldJournal: 'Update this field on several records',
    tab: 'Tab 1 to 9',
  },
}

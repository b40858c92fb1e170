import type { fr } from '../texts/fr/index.ts'

type ShortcutName = keyof (typeof fr)['shortcuts']['names']
type Shortcut = { keys: readonly string[]; group: 'anywhere' | 'inLists' | 'inRecords'; worksInInputs?: boolean }

/**
 * Every shortcut: chords as `readChord` writes them, two of them for keys pressed one after the other.
 * Those without Ctrl or Alt are single-key: silent while typing, and can be turned off (WCAG 2.1.4).
 */
export const shortcutTable = {
  palette: { keys: ['ctrl+k'], group: 'anywhere', worksInInputs: true },
  search: { keys: ['/'], group: 'anywhere' },
  new: { keys: ['alt+n'], group: 'anywhere', worksInInputs: true },
  help: { keys: ['?'], group: 'anywhere' },
  back: { keys: ['escape'], group: 'anywhere' },
  goCompanies: { keys: ['g s'], group: 'anywhere' },
  goContacts: { keys: ['g c'], group: 'anywhere' },
  goImports: { keys: ['g i'], group: 'anywhere' },
  goJournals: { keys: ['g j'], group: 'anywhere' },
  goChangeSets: { keys: ['g h'], group: 'anywhere' },
  next: { keys: ['j', 'arrowdown'], group: 'inLists' },
  previous: { keys: ['k', 'arrowup'], group: 'inLists' },
  select: { keys: ['x'], group: 'inLists' },
  selectRange: { keys: ['shift+x'], group: 'inLists' },
  selectAll: { keys: ['ctrl+a'], group: 'inLists' },
  open: { keys: ['enter'], group: 'inLists' },
  save: { keys: ['ctrl+s'], group: 'inRecords', worksInInputs: true },
  fieldJournal: { keys: ['ctrl+shift+e'], group: 'inRecords', worksInInputs: true },
  tab: { keys: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `alt+${digit}`), group: 'inRecords', worksInInputs: true },
} as const satisfies Record<ShortcutName, Shortcut>

export type { ShortcutName }

const shown: Record<string, Record<string, string>> = {
  fr: { ctrl: 'Ctrl', alt: 'Alt', shift: 'Maj', enter: 'Entrée', escape: 'Échap', arrowdown: '↓', arrowup: '↑' },
  en: { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter', escape: 'Esc', arrowdown: '↓', arrowup: '↑' },
}

/** The keys of a shortcut as they stand on a keyboard: "Ctrl K", "G S". */
export function keysShown(name: ShortcutName, language: string): string {
  if (name === 'tab') return 'Alt 1…9'
  const [first] = shortcutTable[name].keys
  return first
    .split(/[+ ]/)
    .map((key) => shown[language]?.[key] ?? key.toUpperCase())
    .join(' ')
}

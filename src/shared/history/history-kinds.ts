import type { Label } from '../catalogue/field.ts'

/**
 * What is told in a history beside changes of fields (HI-2). A feature whose records belong to a company or contact adds a
 * line here and calls `addEvent`: its events are then listed, filtered, and reach the company's history from its contacts.
 */
export const historyEventKinds = {
  comment: { fr: 'Commentaire', en: 'Comment' },
} as const satisfies Record<string, Label>

export type HistoryEventKind = keyof typeof historyEventKinds
export const historyEventNames = Object.keys(historyEventKinds) as [HistoryEventKind, ...HistoryEventKind[]]

/** What a history is filtered by: what was done, what it was done through, or an event. */
export const historyActions = ['created', 'modified', 'deleted'] as const
export const historySources = ['edit', 'import', 'journal', 'mass-action', 'merge', 'undo', 'restore'] as const
export const historyKinds = [...historyActions, ...historySources, ...historyEventNames] as const
export type HistoryKind = (typeof historyKinds)[number]

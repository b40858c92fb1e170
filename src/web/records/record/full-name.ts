import type { Values } from '../../../shared/contract/record.contract.ts'

/** The parts of a contact's full name, in the order they are said (CT-1). */
export const nameParts = ['civility', 'firstName', 'middleName', 'lastName', 'honorific'] as const

/** Whether a field is edited through the full name rather than by itself. */
export const isNamePart = (key: string) => nameParts.some((part) => part === key)

/** "Alice Durand", of whom the initials are AD. */
export const personName = (values: Values): string =>
  [values['firstName'], values['lastName']].filter(Boolean).join(' ')

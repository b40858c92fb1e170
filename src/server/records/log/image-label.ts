import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { HistoryEntry } from '../../../shared/contract/record.contract.ts'

/** What a record was called by the image that its deletion left. */
export function imageLabel(entity: EntityName, fields: HistoryEntry['fields']): string {
  const was = (key: string) => (typeof fields[key]?.[0] === 'string' ? fields[key][0] : '')
  const joinedBy = (separator: string, ...texts: string[]) => texts.filter((text) => text !== '').join(separator)
  switch (entity) {
    case 'company':
      return was('name')
    case 'contact':
      return joinedBy(' ', was('lastName').toUpperCase(), was('firstName')) || was('email1')
    case 'address':
      return joinedBy(', ', was('name'), was('line1'), was('postalCode'), was('city'))
  }
}

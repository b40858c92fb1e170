import type { TargetRow } from '../../../shared/contract/journal-targeting.contract.ts'
import type { ListEntity, ListRow } from '../../../shared/contract/record.contract.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { References } from '../../fields/use-value-text.ts'

/** A record in either list of a journal. */
export type PickRow = {
  id: number
  label: string
  hint: string
  isRestricted: boolean
  value: FieldValue | undefined
  /** On the right: what the value becomes. */
  change?: { after: FieldValue; isUnchanged: boolean }
}

/** The columns that say which record it is. */
export const namingColumns: Record<ListEntity, readonly string[]> = {
  company: ['name', 'code'],
  contact: ['firstName', 'lastName', 'company'],
}

/** A row of the search. */
export function fromSearch(entity: ListEntity, row: ListRow, field: string | null, references: References): PickRow {
  const { values } = row
  const text = (key: string) => (typeof values[key] === 'string' ? values[key] : '')
  const company = values['company']
  return {
    id: row.id,
    label:
      (entity === 'company' ? text('name') : [text('firstName'), text('lastName')].filter(Boolean).join(' ')) || '—',
    hint: entity === 'company' ? text('code') : typeof company === 'number' ? (references[company] ?? '') : '',
    isRestricted: row.isRestricted,
    value: field === null ? undefined : values[field],
  }
}

/** A target as the left list shows it: what its field holds now. */
export const fromTargeting = ({ id, label, hint, isRestricted, current }: TargetRow): PickRow => ({
  id,
  label,
  hint,
  isRestricted,
  value: current,
})

/** A target as the right list shows it: old and new, or what it holds when it keeps that. */
export const fromTarget = ({ before, after, isUnchanged, ...row }: TargetRow): PickRow => ({
  ...fromTargeting({ before, after, isUnchanged, ...row }),
  value: isUnchanged ? row.current : before,
  change: { after, isUnchanged },
})

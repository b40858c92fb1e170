import type { ImportSettings } from '../contract/import.contract.ts'
import { employerPaths, type ImportEntity } from './targets.ts'

/** What records are created from: one column of each. */
const createdBy: Record<ImportEntity, readonly (readonly string[])[]> = {
  company: [['company.name']],
  contact: [
    ['contact.lastName', 'contact.fullName', 'contact.email1'],
    ['company.name', ...employerPaths],
  ],
}

/** The target that a file lacks to create records, if it does; a company chosen for all contacts is not lacking. */
export function lackedBy(
  entity: ImportEntity,
  { columns, defaults }: Pick<ImportSettings, 'columns' | 'defaults'>,
): string | undefined {
  const targets = new Set(columns.map(({ target }) => target))
  const given = defaults['contact.company'] === undefined ? [] : employerPaths
  return createdBy[entity].find(
    (paths) => !paths.some((path) => targets.has(path) || given.some((one) => one === path)),
  )?.[0]
}

/** Whether a key finds records by itself; a contact's company only tells namesakes apart. */
export const findsAlone = (entity: ImportEntity, target: string): boolean =>
  entity === 'company' || !(employerPaths as readonly string[]).includes(target)

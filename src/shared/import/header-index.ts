import { fromCatalogue } from '../catalogue/catalogue.ts'
import { headerForm } from './header-form.ts'
import { targetsOf, type ImportEntity, type Target } from './targets.ts'

/** Every form of header the targets of an import are known by, and the targets known by it. */
export type HeaderIndex = ReadonlyMap<string, readonly Target[]>

const indexes = fromCatalogue(() => new Map<ImportEntity, HeaderIndex>())

/**
 * Labels in both languages, header names, paths and keys. A key that is the label of another field of the entity stays
 * the other's; the bare key of an address (`name`, `code`) would pass for the company's.
 */
export function headerIndex(entity: ImportEntity): HeaderIndex {
  const known = indexes().get(entity)
  if (known) return known
  const index = new Map<string, Target[]>()
  const targets = targetsOf(entity)
  const add = (target: Target, name: string): void => {
    const form = headerForm(name)
    const others = index.get(form) ?? []
    if (!others.includes(target)) index.set(form, [...others, target])
  }
  for (const target of targets) {
    // Photos come by cards; a column of that name in a table holds addresses of files, or names.
    const names = target.field?.type === 'picture' ? [] : [target.label.fr, target.label.en, ...target.headers]
    for (const name of [...names, target.path]) add(target, name)
  }
  for (const target of targets) {
    if (!target.field || target.field.type === 'picture' || target.entity === 'address') continue
    const isTaken = index.get(headerForm(target.field.key))?.some((other) => other.entity === target.entity)
    if (!isTaken) add(target, target.field.key)
  }
  indexes().set(entity, index)
  return index
}

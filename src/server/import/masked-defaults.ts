import { maskedValue } from '../../shared/catalogue/masked-value.ts'
import type { ImportSettings } from '../../shared/contract/import.contract.ts'
import { findTarget } from '../../shared/import/targets.ts'
import type { Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { seeReferences } from '../records/read/label-references.ts'

type Defaults = ImportSettings['defaults']

/** Default values as the actor may be told them: a reference to a record that he does not see is masked. */
export async function maskDefaults(db: Queryable, actor: Actor, defaults: Defaults): Promise<Defaults> {
  const cells = Object.entries(defaults).map(([path, value]) => ({ path, value, field: findTarget(path)?.field }))
  const known = cells.flatMap(({ field, value }) => (field ? [{ field, value }] : []))
  const { seen } = await seeReferences(db, actor, known)
  const told = cells.map(({ path, value, field }) => [path, field ? seen(field, value) : value])
  return Object.fromEntries(told) as Defaults
}

/** Default values as they were given; one that was masked is the one that stands. */
export function unmaskDefaults(given: Defaults, stands: Defaults): Defaults {
  const kept = Object.entries(given).map(([path, value]) => [
    path,
    value === maskedValue ? (stands[path] ?? value) : value,
  ])
  return Object.fromEntries(kept) as Defaults
}

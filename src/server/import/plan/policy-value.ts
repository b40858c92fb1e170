import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { UpdatePolicy } from '../../../shared/contract/import.contract.ts'
import type { LockedFields } from '../../records/field-locks.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'

type Cell = {
  field: Field
  incoming: Sql
  current: Sql
  policy: UpdatePolicy
  isKey: boolean
  erases: boolean
  locked: LockedFields
  /** Whether the row has a Rafale id, which found its record alone: its keys are ordinary fields then. */
  hasId?: Sql | undefined
}

/**
 * What an existing record's field becomes (IM-6). Keys only complete what is empty. `erases`: an empty cell clears the
 * field where the policy overwrites; a required field is never cleared. A locked field stays as it is.
 */
export function policyValue({ hasId, ...cell }: Cell): Sql {
  if (!cell.isKey || !hasId) return settled(cell)
  return sql`case when ${hasId} then ${settled({ ...cell, isKey: false })} else ${settled(cell)} end`
}

function settled({ field, incoming, current, policy, isKey, erases, locked }: Omit<Cell, 'hasId'>): Sql {
  if (locked.has(`${field.entity}.${field.key}`)) return current
  if (isKey || policy === 'fill') return sql`coalesce(${current}, ${incoming})`
  switch (policy) {
    case 'keep':
      return current
    case 'greater':
      if (!typeOf(field).isOrdered) return sql`coalesce(${incoming}, ${current})`
      return sql`case when ${incoming} > ${current} or ${current} is null then coalesce(${incoming}, ${current}) else ${current} end`
    case 'add':
      return sql`case when ${incoming} is null then ${current} else (
        select array_agg(distinct one.id order by one.id) from unnest(coalesce(${current}, '{}') || ${incoming}) as one (id)) end`
    case 'overwrite':
      return erases && field.required !== 'always' && field.default === undefined
        ? incoming
        : sql`coalesce(${incoming}, ${current})`
  }
}

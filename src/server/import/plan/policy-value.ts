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
}

/**
 * What an existing record's field becomes (IM-6). Keys only complete what is empty. `erases`: an empty cell clears the
 * field where the policy overwrites; a required field is never cleared. A locked field stays as it is.
 */
export function policyValue({ field, incoming, current, policy, isKey, erases, locked }: Cell): Sql {
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

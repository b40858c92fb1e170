import { isMaskable } from '../../../shared/catalogue/masked-value.ts'
import type { Condition, Filter, ListEntity } from '../../../shared/contract/record.contract.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Queryable } from '../../platform/database/sql.ts'
import { findPresence } from '../../../shared/catalogue/presence-fields.ts'
import { pathOf } from './filter-sql.ts'
import { seeReferences } from './label-references.ts'

/** A filter that somebody else may have made, without the ids of records that are hidden from the actor. */
export async function seenFilter(db: Queryable, actor: Actor, entity: ListEntity, filter: Filter): Promise<Filter> {
  const fieldAt = ({ field: path }: Condition) =>
    findPresence(entity, path) ? undefined : pathOf(entity, path, actor).field
  const cells = conditionsOf(filter).flatMap((condition) => {
    const field = fieldAt(condition)
    return field && isMaskable(field) ? idsOf(condition).map((value) => ({ field, value })) : []
  })
  if (cells.length === 0) return filter
  const { seen } = await seeReferences(db, actor, cells)
  const shown = (condition: Condition): Condition => {
    const field = fieldAt(condition)
    if (!field || !isMaskable(field) || condition.value === undefined) return condition
    return { ...condition, value: idsOf(condition).filter((id) => seen(field, id) === id) }
  }
  return {
    all: filter.all.map((item) =>
      'any' in item
        ? { any: item.any.map((one) => ('all' in one ? { all: one.all.map(shown) } : shown(one))) }
        : shown(item),
    ),
  }
}

const idsOf = ({ value }: Condition): number[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'number')

const conditionsOf = ({ all }: Filter): Condition[] =>
  all.flatMap((item) => ('any' in item ? item.any.flatMap((one) => ('all' in one ? one.all : [one])) : [item]))

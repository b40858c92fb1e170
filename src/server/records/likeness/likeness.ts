import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { joined, sql, type Sql } from '../../platform/database/sql.ts'
import { companyLikeness } from './company-likeness.ts'
import { contactLikeness } from './contact-likeness.ts'
import type { Likeness } from './sign.ts'

export const likenessOf: Record<ListEntity, Likeness> = { company: companyLikeness, contact: contactLikeness }

/** A query of the profiles of the records `r` of a source: id, and the columns of the entity's profile. */
export function profilesSql(entity: ListEntity, source: Sql, where: Sql): Sql {
  const { profile, beside } = likenessOf[entity]
  const columns = Object.entries(profile).map(([name, value]) => sql`${value} as ${sql.id(name)}`)
  return sql`select r.id, ${joined(columns)} from ${source} as r ${beside} where ${where}`
}

/** 0 to 100: how likely the records of the profiles `l` and `h` are one. */
export function scoreSql(entity: ListEntity): Sql {
  const points = likenessOf[entity].signs.map(
    ({ points: given, when }) => sql`case when ${when} then ${sql.lit(given)} else 0 end`,
  )
  return sql`least(100, greatest(0, ${joined(points, ' + ')}))`
}

/** What speaks for (or against) `l` and `h` being one, as a list of reasons, the weightiest first. */
export function reasonsSql(entity: ListEntity, kind: 'agrees' | 'differs'): Sql {
  const signs = likenessOf[entity].signs
    .filter(({ points }) => points > 0 === (kind === 'agrees'))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const reasons = signs.map(({ reason, when }) => sql`case when ${when} then ${sql.lit(reason)} end`)
  return sql`array_remove(array[${joined(reasons)}], null)::text[]`
}

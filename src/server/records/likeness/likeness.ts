import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { fence } from '../../platform/database/fence.ts'
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

/** A query of the blocks of a table of profiles: kind (its place in the entity's blocks), the key hashed, id. */
export function blocksSql(entity: ListEntity, profiles: Sql): Sql {
  const keys = likenessOf[entity].blocks.map(({ key, isList }, kind) => {
    const one = isList ? sql`one.key` : key
    const from = isList ? sql`${profiles} as p, unnest(${key}) as one (key)` : sql`${profiles} as p`
    return sql`select ${sql.lit(kind)}::smallint as kind, hashtextextended(${one}, ${sql.lit(kind)}) as key, p.id
                 from ${from} where ${one} is not null`
  })
  return joined(keys, ' union all ')
}

/** To stand behind the profiles `l` and `h` wherever their score or reasons are selected. */
export function measuresSql(entity: ListEntity): Sql {
  const columns = Object.entries(likenessOf[entity].measures).map(([name, value]) => sql`${value} as ${sql.id(name)}`)
  // Without the fence PostgreSQL works each measure out again for every sign.
  return sql`cross join lateral (select ${joined([...columns, fence])}) as m`
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

import type { LikenessReason } from '../../../shared/duplicates/likeness-reasons.ts'
import { allOf, joined, sql, type Sql } from '../../platform/database/sql.ts'

/** Points for or against two records being one: when the profiles `l` and `h` meet a condition. */
export type Sign = { reason: LikenessReason; points: number; when: Sql }

/** What records must share to be compared at all: a value of the profile `p`, or a list of values of which one is enough. */
export type Block = { reason: LikenessReason; key: Sql; isList?: true }

/**
 * How likely duplicates of an entity are told: what is compared, as columns worked out of a record `r` (with its default
 * address `a`; of a contact its company `o`), what brings two records together, and what speaks for and against.
 */
export type Likeness = {
  profile: Readonly<Record<string, Sql>>
  /** What stands beside `r` in a statement that makes profiles. */
  beside: Sql
  blocks: readonly Block[]
  /** What several signs look at and that costs something to work out, once a pair: columns of `m`. */
  measures: Readonly<Record<string, Sql>>
  signs: readonly Sign[]
}

/** Both are there and the same. */
export const agree = (name: string): Sql => sql`${sql.id('l', name)} = ${sql.id('h', name)}`
/** Both are there and not the same. */
export const differ = (name: string): Sql => sql`${sql.id('l', name)} <> ${sql.id('h', name)}`
/** Two lists share a value. */
export const share = (name: string): Sql => sql`${sql.id('l', name)} && ${sql.id('h', name)}`
/** Two lists have values, and share none. */
export const shareNone = (name: string): Sql =>
  allOf([
    sql`cardinality(${sql.id('l', name)}) > 0`,
    sql`cardinality(${sql.id('h', name)}) > 0`,
    sql`not ${share(name)}`,
  ])
/** How alike two texts are, 0 to 1, by the letters they share three by three. */
export const similarity = (name: string): Sql =>
  sql`case when ${agree(name)} then 1 else similarity(${sql.id('l', name)}, ${sql.id('h', name)}) end`

/** The values of a list that are there and long enough to tell something. Without a subquery, which would run on one core alone. */
export const listOf = (values: readonly Sql[], shortest: number): Sql =>
  sql`array_remove(array[${joined(values.map((value) => sql`case when length(${value}) >= ${sql.lit(shortest)} then ${value} end`))}], null)`

import type { z } from 'zod'
import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import type { findLikelyDuplicates as contract, LikelyDuplicate } from '../../shared/contract/duplicate.contract.ts'
import type { ListEntity, Values } from '../../shared/contract/record.contract.ts'
import { likelyAddressFields, likelyFields } from '../../shared/duplicates/likely-fields.ts'
import type { LikenessReason } from '../../shared/duplicates/likeness-reasons.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { joined, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { columnTypeOf, fieldsOf, tableOf } from '../records/entity-table.ts'
import { likenessOf, measuresSql, profilesSql, reasonsSql, scoreSql } from '../records/likeness/likeness.ts'
import { hitsSql } from '../records/read/selection-sql.ts'
import { labelOf } from '../records/read/label-references.ts'
import { isVisible } from '../records/visibility.ts'
import { hintOf } from './list-duplicates.ts'

type Typed = { entity: ListEntity } & z.infer<NonNullable<typeof contract.body>>

const leastScore = 30
/** Each of them is worth a look by itself: whoever types can tell a shared mailbox from a duplicate. */
const telling = [
  'vatNumber',
  'siren',
  'siret',
  'phone',
  'email',
  'mobile',
  'linkedin',
] as const satisfies LikenessReason[]
const mostShown = 5
/** Of each way to find candidates: beyond, what was typed says too little. */
const mostCandidates = 200

/** The records that the actor sees and that what is typed may be a duplicate of, the likeliest first. Reads by indexes alone. */
export async function findLikely(db: Queryable, actor: Actor, typed: Typed): Promise<LikelyDuplicate[]> {
  const { entity, except } = typed
  demandRight(actor, `${entity}.see`)
  const profile = typedProfile(typed, actor)
  const candidates = candidatesFor(
    entity,
    await onlyRow<TypedProfile>(db, sql`select * from (${profile}) as typed`),
    typed,
  )
  if (candidates.length === 0) return []
  const isCandidate = sql`r.id in (${joined(
    candidates.map((ids) => sql`(${ids} limit ${sql.lit(mostCandidates)})`),
    ' union all ',
  )})`
  const found = profilesSql(
    entity,
    tableOf(entity),
    sql`${isCandidate} and r.id is distinct from ${except ?? null}::bigint and ${isVisible(entity, 'r', actor)}`,
  )
  return rowsOf<LikelyDuplicate>(
    db,
    sql`with l as materialized (${profile}), h as materialized (${found}), scored as (
          select h.id, ${scoreSql(entity)} as score, ${reasonsSql(entity, 'agrees')} as agrees, ${reasonsSql(entity, 'differs')} as differs
            from l cross join h ${measuresSql(entity)}
        )
        select r.id, r.version, ${labelOf(entity)} as label, ${hintOf(entity, 'r')} as hint,
               scored.score, scored.agrees, scored.differs
          from scored join ${tableOf(entity)} as r on r.id = scored.id
         where scored.score >= ${sql.lit(leastScore)} or scored.agrees && ${[...telling]}::text[]
         order by scored.score desc, r.id
         limit ${sql.lit(mostShown)}`,
  )
}

type TypedProfile = Record<string, string | number | string[] | null>

/** The profile of what is typed, as if it were a record. Its company counts only if the actor sees it. */
function typedProfile({ entity, values, address }: Typed, actor: Actor): Sql {
  const { profile } = likenessOf[entity]
  const own = columnsOf(entity, likelyFields[entity], values)
  const columns = Object.entries(profile).map(([name, value]) => sql`${value} as ${sql.id(name)}`)
  if (entity === 'company') {
    const place = columnsOf('address', likelyAddressFields, address ?? {})
    return sql`select ${joined(columns)} from (select ${own}) as r cross join (select ${place}) as a`
  }
  const company = typeof values['company'] === 'number' ? values['company'] : null
  return sql`select ${joined(columns)} from (select ${own}) as r
    left join company as o on o.id = ${company}::bigint and ${isVisible('company', 'o', actor)}`
}

/** Every column of an entity, empty but for the texts that are given in `keys`. */
function columnsOf(entity: EntityName, keys: readonly string[], values: Values): Sql {
  const cells = fieldsOf(entity).map((field) => {
    const given = keys.includes(field.key) ? values[field.key] : undefined
    const value = typeof given === 'string' ? given.slice(0, field.maxLength ?? 200) : null
    const type = columnTypeOf(field)
    if (entity === 'contact' && field === fieldOf('contact', 'company')) {
      return sql`${typeof values['company'] === 'number' ? values['company'] : null}::bigint as ${sql.id(field.column)}`
    }
    return sql`${value}::${type} as ${sql.id(field.column)}`
  })
  return joined([sql`null::bigint as id`, ...cells])
}

/** Queries of ids, each along an index: what the searched text holds, and the phone. */
function candidatesFor(entity: ListEntity, profile: TypedProfile, { values }: Typed): Sql[] {
  const textOf = (name: string) => (typeof profile[name] === 'string' ? profile[name] : '')
  const listOf = (name: string) => (Array.isArray(profile[name]) ? profile[name] : [])
  const hits = (...words: string[]): Sql[] => (words.every((word) => word.length >= 3) ? [hitsSql(entity, words)] : [])
  const words = nameWords(textOf('core'))
  const [first, second] = words
  // Both words: one alone may be a trade that a tenth of the base has in its name.
  const byName = first && second ? hits(first, second) : first ? hits(first) : []
  if (entity === 'contact') {
    const emails = listOf('emails').flatMap((email) => hits(email))
    return [...emails, ...byName, ...phoneIs('contact', 'phone_mobile', listOf('mobiles'))]
  }
  const siren = textOf('siren')
  const numbers = [
    ...(siren.length === 9 ? [...hits(siren), ...hits(siren.replace(/(...)(?=.)/g, '$1 '))] : []),
    ...hits(textOf('vat').toLowerCase()),
  ]
  const postal = textOf('postal')
  const misspelt = postal ? words.slice(0, 2).flatMap((word) => hits(word.slice(0, 4), postal)) : []
  const alias = typeof values['alias'] === 'string' ? nameWords(textOf('alias')).slice(0, 1) : []
  return [
    ...numbers,
    ...byName,
    ...misspelt,
    ...alias.flatMap((word) => hits(word)),
    ...phoneIs('company', 'phone_main', listOf('phones')),
  ]
}

/** The longest words of a name, without their last letters, where words end differently and are misspelt. */
function nameWords(core: string): string[] {
  const longest = core.split(' ').toSorted((a, b) => b.length - a.length)
  return longest.map((word) => word.slice(0, Math.max(4, word.length - 2))).filter((word) => word.length >= 3)
}

function phoneIs(table: ListEntity, column: string, phones: readonly string[]): Sql[] {
  if (phones.length === 0) return []
  const held = sql.id('r', column)
  return [
    sql`select r.id from ${tableOf(table)} as r where ${held} is not null and phone_key(${held}) = any(${phones}::text[])`,
  ]
}

import { findPresence, type PresenceKey } from '../../../shared/catalogue/presence-fields.ts'
import { findField, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { findDerived, isDerived } from '../../../shared/catalogue/derived-fields.ts'
import { isMaskable } from '../../../shared/catalogue/masked-value.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { Condition, Filter, ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { allOf, anyOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { hasAny } from './presence-sql.ts'
import { columnOf, columnTypeOf, tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'
import { derivedColumn } from './derived-column.ts'

/** The alias under which each entity is read in a list; `address` is the default address. */
export type Aliases = Partial<Record<EntityName, string>>

export const listAliases: Record<ListEntity, Aliases> = {
  company: { company: 'r', address: 'a' },
  contact: { contact: 'r', address: 'a', company: 'o' },
}

/** A field named from a list of an entity: its own by key, `address.<key>` of the default address, `company.<key>` of a contact. */
export type Path = { field: Field; column: Sql }

/** The field a path names; throws 'field-unknown'. */
export function pathOf(entity: ListEntity, path: string, actor: Actor): Path {
  const dot = path.indexOf('.')
  const owner = (dot < 0 ? entity : path.slice(0, dot)) as EntityName
  const alias = listAliases[entity][owner]
  const key = path.slice(dot + 1)
  const field = alias ? (findField(owner, key) ?? findDerived(owner, key)) : undefined
  if (!alias || !field) throw new RafaleError('field-unknown', { field: path }, path)
  return { field, column: isDerived(field) ? derivedColumn(alias, field, actor) : columnOf(alias, field) }
}

/** The entities, beside the listed one, that a filter reads. */
export function entitiesOf(entity: ListEntity, filter: Filter | undefined, actor: Actor): Set<EntityName> {
  return new Set(
    conditionsOf(filter)
      .filter((one) => !findPresence(entity, one.field))
      .map((one) => pathOf(entity, one.field, actor).field.entity),
  )
}

type Item = Filter['all'][number]
type Group = Item | Extract<Item, { any: unknown }>['any'][number]

function conditionsOf(filter: Filter | undefined): Condition[] {
  const within = (item: Group): Condition[] =>
    'any' in item ? item.any.flatMap(within) : 'all' in item ? item.all : [item]
  return (filter?.all ?? []).flatMap(within)
}

/** A filter as a condition; throws 'field-unknown' or 'filter-invalid'. */
export function filterSql(entity: ListEntity, filter: Filter | undefined, actor: Actor): Sql {
  const within = (item: Group): Sql => {
    if ('any' in item) return anyOf(item.any.map(within))
    return 'all' in item ? sql`(${allOf(item.all.map(within))})` : conditionSql(entity, item, actor)
  }
  return allOf((filter?.all ?? []).map(within))
}

function conditionSql(entity: ListEntity, condition: Condition, actor: Actor): Sql {
  if (findPresence(entity, condition.field)) return presenceSql(entity, condition, actor)
  const { field, column } = pathOf(entity, condition.field, actor)
  const { operator } = condition
  if (!field.isFiltered || !typeOf(field).operators.includes(operator)) {
    throw new RafaleError('filter-invalid', { detail: `${condition.field} ${operator}` }, condition.field)
  }
  if (operator === 'isEmpty') return sql`${column} is null`
  if (operator === 'isNotEmpty') return sql`${column} is not null`
  const value = condition.value ?? null
  if (value === null) throw new RafaleError('filter-invalid', { detail: condition.field }, condition.field)
  if (operator === 'withinDays' || operator === 'notWithinDays') return daysSql(condition, column)
  const many: readonly (string | number | boolean)[] = Array.isArray(value) ? value : [value]
  if (!couldHold(field, many)) throw new RafaleError('filter-invalid', { detail: condition.field }, condition.field)
  switch (operator) {
    case 'contains':
      return sql`match_text(${column}) like ${`%${escaped(value)}%`}`
    case 'startsWith':
      return sql`match_text(${column}) like ${`${escaped(value)}%`}`
    case 'equals':
      return isCompared(field)
        ? sql`match_text(${column}) = match_text(${String(value)})`
        : sql`${column} = ${typed(field, value)}`
    case 'notEquals':
      return isCompared(field)
        ? sql`match_text(${column}) is distinct from match_text(${String(value)})`
        : sql`${column} is distinct from ${typed(field, value)}`
    case 'greaterOrEqual':
      return sql`${column} >= ${typed(field, value)}`
    case 'lessOrEqual':
      return sql`${column} <= ${typed(field, value)}`
    case 'anyOf':
      return isList(field) ? sql`${column} && ${many}::bigint[]` : sql`${column} = any(${meant(field, many, actor)})`
    case 'noneOf':
      return isList(field)
        ? sql`not coalesce(${column} && ${many}::bigint[], false)`
        : sql`(${column} is null or ${column} <> all(${meant(field, many, actor)}))`
  }
}

/** The values of a condition; the id of a hidden record finds what the id of none finds. */
function meant(field: Field, many: readonly (string | number | boolean)[], actor: Actor): Sql {
  const values = sql`${many}::${columnTypeOf(field)}[]`
  if (!isMaskable(field) || actor.rights.has('seeAll')) return values
  const target = field.target as EntityName
  return sql`array(select one.id from ${tableOf(target)} as one
    where one.id = any(${values}) and ${isVisible(target, 'one', actor)})`
}

function presenceSql(entity: ListEntity, { field, operator }: Condition, actor: Actor): Sql {
  if (operator !== 'isEmpty' && operator !== 'isNotEmpty') {
    throw new RafaleError('filter-invalid', { detail: `${field} ${operator}` }, field)
  }
  const has = hasAny(entity, field as PresenceKey, actor)
  return operator === 'isNotEmpty' ? has : sql`not ${has}`
}

const mostDays = 36_500

/** So many days back from today where the installation is, today included; what is still to come is within them. */
function daysSql({ field, operator, value }: Condition, column: Sql): Sql {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > mostDays) {
    throw new RafaleError('filter-invalid', { detail: field }, field)
  }
  const isWithin = sql`${column} >= today() - ${value}::integer`
  return operator === 'withinDays' ? isWithin : sql`(${column} is null or not ${isWithin})`
}

/** Whether values are such as the field has: PostgreSQL is not asked to compare what it cannot. */
function couldHold(field: Field, values: readonly unknown[]): boolean {
  const type = typeOf(field)
  if (type.isText) return values.every((value) => typeof value === 'string')
  const schema = type.schema(field)
  return isList(field) ? schema.safeParse(values).success : values.every((value) => schema.safeParse(value).success)
}

const isCompared = (field: Field) => typeOf(field).isText
const isList = (field: Field) => field.type === 'choices' || field.type === 'references'
const typed = (field: Field, value: unknown): Sql => sql`${value}::${columnTypeOf(field)}`
const escaped = (value: unknown) => searchForm(String(value))

/** A typed text in match form, safe inside LIKE. */
export function searchForm(text: string): string {
  return matchText(text).replace(/[\\%_]/g, (letter) => `\\${letter}`)
}

import type { Filter, ListEntity } from '../../../shared/contract/record.contract.ts'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import { allOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../entity-table.ts'
import { isVisible, type Meeting } from '../visibility.ts'
import { entitiesOf, filterSql, searchForm } from './filter-sql.ts'

/** Which records: the visible ones that a search finds and a filter keeps. */
export type Selection = { entity: ListEntity; search?: string | undefined; filter?: Filter | undefined }

/** Words of a search: each must occur in the searched text. */
export function wordsOf(search: string | undefined): string[] {
  return searchForm(search ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** Ids of the records whose searched text holds every word. */
export function hitsSql(entity: ListEntity, words: readonly string[]): Sql {
  const search = (table: string) =>
    sql`select s.id from ${sql.id(table)} as s where ${allOf(words.map((word) => sql`s.text like ${`%${word}%`}`))}`
  return search(`${entity}_search`)
}

type Reading = {
  /** What the caller reads beside the entity, further to what conditions do. */
  read?: ReadonlySet<EntityName>
  meeting?: Meeting
}

/** `from … where …` of a selection: the entity as `r`, and what its conditions or the caller read beside it. */
export function selectionSql(selection: Selection, actor: Actor, reading: Reading = {}): Sql {
  const { entity, filter } = selection
  const { read = new Set<EntityName>(), meeting = 'all' } = reading
  const words = wordsOf(selection.search)
  return sql`from ${tableOf(entity)} as r ${besideSql(entity, new Set([...entitiesOf(entity, filter, actor), ...read]))}
   where ${allOf([
     isVisible(entity, 'r', actor, meeting),
     filterSql(entity, filter, actor),
     ...(words.length > 0 ? [sql`r.id in (${hitsSql(entity, words)})`] : []),
   ])}`
}

/** What is read beside an entity `r`: the default address as `a`, the company of a contact as `o`. */
export const besideSql = (entity: ListEntity, read: ReadonlySet<EntityName>): Sql => sql`
  ${read.has('address') ? sql`left join address as a on a.id = r.default_address_id` : sql``}
  ${entity === 'contact' && read.has('company') ? sql`join company as o on o.id = r.company_id` : sql``}`

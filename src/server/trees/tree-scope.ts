import type { TreeName } from '../../shared/contract/tree.contract.ts'
import { allOf, sql, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { isMine } from '../records/read/derived-column.ts'
import { hitsSql, wordsOf } from '../records/read/selection-sql.ts'
import { isVisible } from '../records/visibility.ts'

type Grouping = { column: Sql; where: Sql; of: 'list' | 'user' }

/** What puts a company `r` in a group of each tree. */
export const groupings: Record<TreeName, Grouping> = {
  accountType: { column: sql`r.account_type_id`, where: sql`true`, of: 'list' },
  salesRegion: { column: sql`r.sales_region_id`, where: sql`true`, of: 'list' },
  prospects: { column: sql`r.telemarketer_id`, where: sql`r.sales_status = 'prospect'`, of: 'user' },
  leads: { column: sql`r.sales_person_id`, where: sql`r.sales_status = 'lead'`, of: 'user' },
  clients: { column: sql`r.account_manager_id`, where: sql`r.sales_status = 'client'`, of: 'user' },
  mine: { column: sql`coalesce(r.account_type_id, 0)`, where: sql`true`, of: 'list' },
}

export type Scope = { tree: TreeName; search?: string | undefined }

/** The companies `r` of a tree that the actor may see: those named as searched, and those of contacts who are. */
export function isInTree(actor: Actor, { tree, search }: Scope): Sql {
  return allOf([
    isVisible('company', 'r', actor),
    sql`r.state <> 'archived'`,
    groupings[tree].where,
    ...(tree === 'mine'
      ? [
          sql`exists (select from contact as t where t.company_id = r.id and ${isVisible('contact', 't', actor)} and ${isMine('t', actor)})`,
        ]
      : []),
    ...(wordsOf(search).length > 0
      ? [
          sql`(${isNamed('company', search)} or r.id in (
            select t.company_id from contact as t
             where ${isVisible('contact', 't', actor)} and ${mayBeMine(actor, tree)} and ${isNamed('contact', search)}))`,
        ]
      : []),
  ])
}

/** The contacts `t` of a company `r` of a tree that the actor may see; all of them where the company itself is named as searched. */
export function isUnderCompany(actor: Actor, { tree, search }: Scope): Sql {
  return allOf([
    actor.rights.has('contact.see') ? isVisible('contact', 't', actor) : sql`false`,
    mayBeMine(actor, tree),
    ...(wordsOf(search).length > 0 ? [sql`(${isNamed('company', search)} or ${isNamed('contact', search)})`] : []),
  ])
}

const mayBeMine = (actor: Actor, tree: TreeName): Sql => (tree === 'mine' ? isMine('t', actor) : sql`true`)

/** Whether the name of a company `r` or contact `t` holds every word: found by the searched text, then held to the name. */
function isNamed(entity: 'company' | 'contact', search: string | undefined): Sql {
  const words = wordsOf(search)
  const [alias, name] =
    entity === 'company'
      ? [sql`r`, sql`match_text(r.name)`]
      : [sql`t`, sql`match_text(concat_ws(' ', t.first_name, t.last_name))`]
  return sql`(${alias}.id in (${hitsSql(entity, words)}) and ${allOf(words.map((word) => sql`${name} like ${`%${word}%`}`))})`
}

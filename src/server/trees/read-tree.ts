import type { Pool } from 'pg'
import type { TreeGroup, TreeNode } from '../../shared/contract/tree.contract.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { contactLabel } from '../records/read/label-references.ts'
import { afterSql, readAfter, sortOf, writeCursor } from '../records/read/sort.ts'
import { isVisible } from '../records/visibility.ts'
import { groupings, isInTree, isUnderCompany, type Scope } from './tree-scope.ts'

type Page = Scope & { after?: string | undefined; limit?: number | undefined }
type Nodes = { nodes: TreeNode[]; next: string | null }

/** The groups of a tree that hold a visible company, themselves or within them, by their order; one scan counts them all. */
export async function getTree(db: Pool, actor: Actor, scope: Scope): Promise<{ groups: TreeGroup[]; absent: number }> {
  const { column, of } = groupings[scope.tree]
  const counted = await rowsOf<{ id: number | null; own: number }>(
    db,
    sql`select ${column} as id, count(*) as own from company as r where ${isInTree(actor, scope)} group by 1`,
  )
  const own = new Map(counted.map((one) => [one.id, one.own]))
  const absent = own.get(null) ?? 0
  const named = of === 'user' ? await readUsers(db) : await readValues(db, actor, scope)
  return { groups: withTotals(named, own), absent }
}

type Named = Pick<TreeGroup, 'id' | 'label' | 'parent'>

const readUsers = (db: Queryable) =>
  rowsOf<Named>(
    db,
    sql`select app_user.id, app_user.name as label, null::bigint as parent from app_user order by app_user.name collate "fr-x-icu", app_user.id`,
  )

async function readValues(db: Queryable, actor: Actor, { tree }: Scope): Promise<Named[]> {
  const label = sql.id('list_value', `label_${actor.language}`)
  const values = await rowsOf<Named>(
    db,
    sql`select list_value.id, ${label} as label, list_value.parent_id as parent
          from list_value
         where list_value.list = ${tree === 'salesRegion' ? 'salesRegion' : 'accountType'}
         order by list_value.position, ${label} collate "fr-x-icu", list_value.id`,
  )
  return tree === 'mine' ? [...values, { id: 0, label: '', parent: null }] : values
}

/** Each group with what it and the groups within it hold; those that hold nothing are left out. */
function withTotals(named: readonly Named[], own: ReadonlyMap<number | null, number>): TreeGroup[] {
  const parents = new Map(named.map(({ id, parent }) => [id, parent]))
  const totals = new Map<number, number>()
  for (const { id } of named) {
    const seen = new Set<number>()
    for (
      let at: number | null | undefined = id;
      at !== null && at !== undefined && !seen.has(at);
      at = parents.get(at)
    ) {
      seen.add(at)
      totals.set(at, (totals.get(at) ?? 0) + (own.get(id) ?? 0))
    }
  }
  return named
    .map((one) => ({ ...one, own: own.get(one.id) ?? 0, count: totals.get(one.id) ?? 0 }))
    .filter(({ count }) => count > 0)
}

/** Companies of a group by name. Throws 'filter-invalid' for a cursor that is none of ours. */
export async function listTreeCompanies(db: Pool, actor: Actor, group: number, page: Page): Promise<Nodes> {
  const { column } = groupings[page.tree]
  return readNodes(db, page, {
    entity: 'company',
    label: sql`r.name`,
    rest: sql`r.code as hint,
      (select count(*) from contact as t where t.company_id = r.id and ${isUnderCompany(actor, page)}) as contacts`,
    from: sql`company as r where ${column} = ${group} and ${isInTree(actor, page)}`,
  })
}

/** Contacts of a company by name; none of a company that the actor may not see. Throws 'filter-invalid'. */
export async function listTreeContacts(db: Pool, actor: Actor, company: number, page: Page): Promise<Nodes> {
  const shown = sql`select t.* from contact as t join company as r on r.id = t.company_id
    where t.company_id = ${company} and ${isVisible('company', 'r', actor)} and ${isUnderCompany(actor, page)}`
  return readNodes(db, page, {
    entity: 'contact',
    label: contactLabel('r'),
    rest: sql`r.position as hint, 0 as contacts`,
    from: sql`(${shown}) as r where true`,
  })
}

type Reading = { entity: 'company' | 'contact'; label: Sql; rest: Sql; from: Sql }

async function readNodes(
  db: Pool,
  { after, limit = 100 }: Page,
  { entity, label, rest, from }: Reading,
): Promise<Nodes> {
  const sort = sortOf(entity)
  const found = await rowsOf<TreeNode & { sortKey: string }>(
    db,
    sql`select r.id, ${label} as label, r.is_restricted as "isRestricted", ${rest}, ${sort.key}::text as "sortKey"
          from ${from} ${afterSql(sort, readAfter(after))}
         order by ${sort.order}
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    nodes: page.map(({ id, label, hint, isRestricted, contacts }) => ({ id, label, hint, isRestricted, contacts })),
    next: found.length > limit && last ? writeCursor({ key: last.sortKey, id: last.id }) : null,
  }
}

import type { Pool } from 'pg'
import type { z } from 'zod'
import type {
  createView as createContract,
  SavedView,
  updateView as updateContract,
  ViewSettings,
} from '../../shared/contract/saved-view.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { filterSql, pathOf } from '../records/read/filter-sql.ts'
import { seenFilter } from '../records/read/seen-filter.ts'
import { sortOf } from '../records/read/sort.ts'

type NewView = z.infer<NonNullable<typeof createContract.body>>
type ViewChange = z.infer<NonNullable<typeof updateContract.body>>

/** Whether the actor may change a view. */
const isHis = (actor: Actor): Sql =>
  actor.rights.has('administration')
    ? sql`(v.is_shared or v.owner_id = ${actor.userId})`
    : sql`v.owner_id = ${actor.userId}`

const read = (db: Queryable, actor: Actor, where: Sql): Promise<SavedView[]> =>
  rowsOf<SavedView>(
    db,
    sql`select v.id, v.entity, v.name, v.is_shared as "isShared", v.settings, owner.name as owner, ${isHis(actor)} as "isMine"
          from saved_view as v
          join app_user as owner on owner.id = v.owner_id
         where (v.is_shared or v.owner_id = ${actor.userId}) and ${where}
         order by lower(v.name), v.id`,
  )

/** The actor's own views of a list and those that are shared. */
export async function listViews(db: Queryable, actor: Actor, entity: ListEntity): Promise<SavedView[]> {
  demandRight(actor, `${entity}.see`)
  const views = await read(db, actor, sql`v.entity = ${entity}`)
  const shown: SavedView[] = []
  for (const view of views) shown.push(await withoutHidden(db, actor, view))
  return shown
}

/** The view as the actor sees it: ids of hidden records, which its filter finds nothing by, are left out of that. */
async function withoutHidden(db: Queryable, actor: Actor, view: SavedView): Promise<SavedView> {
  const { filter } = view.settings
  if (!filter) return view
  return { ...view, settings: { ...view.settings, filter: await seenFilter(db, actor, view.entity, filter) } }
}

async function findView(db: Queryable, actor: Actor, id: number): Promise<SavedView> {
  const [view] = await read(db, actor, sql`v.id = ${id}`)
  if (!view) throw new RafaleError('not-found')
  return view
}

/** A view of the actor's own. Throws 'view-name-taken', 'field-unknown', 'filter-invalid'. */
export async function createView(
  pool: Pool,
  actor: Actor,
  { entity, name, isShared, settings }: NewView,
): Promise<SavedView> {
  demandRight(actor, `${entity}.see`)
  checkSettings(actor, entity, settings)
  const made = await named(name, () =>
    firstRow<{ id: number }>(
      pool,
      sql`insert into saved_view (entity, name, owner_id, is_shared, settings)
          values (${entity}, ${name}, ${actor.userId}, ${isShared}, ${JSON.stringify(settings)}::jsonb)
          returning id`,
    ),
  )
  return withoutHidden(pool, actor, await findView(pool, actor, made!.id))
}

/** The view as it is wanted. Throws 'not-found' for one that is not the actor's, and what `createView` throws. */
export async function updateView(pool: Pool, actor: Actor, id: number, change: ViewChange): Promise<SavedView> {
  const known = await findView(pool, actor, id)
  if (!known.isMine) throw new RafaleError('not-found')
  const { name, isShared, settings } = { ...known, ...change }
  checkSettings(actor, known.entity, settings)
  await named(name, () =>
    execute(
      pool,
      sql`update saved_view set name = ${name}, is_shared = ${isShared}, settings = ${JSON.stringify(settings)}::jsonb where id = ${id}`,
    ),
  )
  return withoutHidden(pool, actor, await findView(pool, actor, id))
}

/** The view is gone. Throws 'not-found' for one that is not the actor's. */
export async function deleteView(pool: Pool, actor: Actor, id: number): Promise<void> {
  const gone = await execute(pool, sql`delete from saved_view as v where v.id = ${id} and ${isHis(actor)}`)
  if (gone === 0) throw new RafaleError('not-found')
}

/** A view is such as the list can be asked for: what is stored never makes it fail. */
function checkSettings(actor: Actor, entity: ListEntity, { filter, sort, direction, columns }: ViewSettings): void {
  for (const { path } of columns) pathOf(entity, path, actor)
  filterSql(entity, filter, actor)
  sortOf(entity, sort, direction)
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'saved_view_name') {
      throw new RafaleError('view-name-taken', { name }, 'name')
    }
    throw error
  }
}

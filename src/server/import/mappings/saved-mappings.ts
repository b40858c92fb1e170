import type { Pool } from 'pg'
import { z } from 'zod'
import { columnMapping, importSettings, type ImportSettings } from '../../../shared/contract/import.contract.ts'
import type { SavedMapping } from '../../../shared/contract/import-mapping.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { headerForm } from '../../../shared/import/header-form.ts'
import { headerSignature } from '../../../shared/import/header-signature.ts'
import { findTarget, isTargetOf } from '../../../shared/import/targets.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { StoredImport } from '../find-import.ts'

const savedColumn = columnMapping.omit({ column: true }).extend({ header: z.string() })
/** Settings whose columns are named by their headers; what an import is for is said each time. */
const savedSettings = importSettings.omit({ columns: true, note: true }).extend({ columns: z.array(savedColumn) })
type SavedSettings = z.infer<typeof savedSettings>

const isOwn = (actor: Actor): Sql => sql`m.owner_id is not distinct from ${actor.userId}::bigint`
const mappings = (actor: Actor, where: Sql): Sql => sql`
  select m.id, m.entity, m.name, coalesce(owner.name, ${systemActor.name}) as owner, ${isOwn(actor)} as "isOwn",
         m.is_shared as "isShared", m.used_at as "usedAt",
         coalesce((select array_agg(c ->> 'header' order by place) from jsonb_array_elements(m.settings -> 'columns') with ordinality as x (c, place)), '{}') as headers
    from saved_mapping as m
    left join app_user as owner on owner.id = m.owner_id
   where (${isOwn(actor)} or m.is_shared) and ${where}
   order by m.used_at desc, m.id desc`

/** One's own saved mappings and the shared ones, the last used first. */
export const listMappings = (db: Queryable, actor: Actor, entity?: ListEntity): Promise<SavedMapping[]> =>
  rowsOf<SavedMapping>(db, mappings(actor, entity === undefined ? sql`true` : sql`m.entity = ${entity}`))

/** The mapping of an import is kept by a name, in place of the actor's own of that name; the import is said to use it. */
export async function saveMapping(
  pool: Pool,
  actor: Actor,
  run: StoredImport,
  { name, isShared }: { name: string; isShared: boolean },
): Promise<SavedMapping> {
  const columns = run.settings.columns.filter(({ target }) => target !== null)
  if (columns.length === 0) throw new RafaleError('mapping-nothing')
  const named = columns.map(({ column, ...rest }) => ({ ...rest, header: run.columns[column]?.header ?? '' }))
  const settings: SavedSettings = savedSettings.parse({ ...run.settings, columns: named })
  const signature = headerSignature(run.columns.map(({ header }) => header))
  const { id } = await onlyRow<{ id: number }>(
    pool,
    sql`with saved as (
          insert into saved_mapping (entity, name, owner_id, is_shared, signature, settings)
          values (${run.entity}, ${name}, ${actor.userId}, ${isShared}, ${signature}, ${JSON.stringify(settings)}::jsonb)
          on conflict (entity, coalesce(owner_id, 0), lower(name)) do update
             set name = excluded.name, is_shared = excluded.is_shared, signature = excluded.signature,
                 settings = excluded.settings, used_at = now()
          returning id
        ), told as (update import_run set mapping_id = saved.id from saved where import_run.id = ${run.id})
        select id from saved`,
  )
  return onlyRow<SavedMapping>(pool, mappings(actor, sql`m.id = ${id}`))
}

/** A saved mapping is renamed or shared by its owner; throws 'not-found', 'value-not-available'. */
export async function changeMapping(
  pool: Pool,
  actor: Actor,
  id: number,
  { name, isShared }: { name?: string | undefined; isShared?: boolean | undefined },
): Promise<SavedMapping> {
  const changed = await execute(
    pool,
    sql`update saved_mapping as m
           set name = coalesce(${name ?? null}, m.name), is_shared = coalesce(${isShared ?? null}, m.is_shared)
         where m.id = ${id} and ${isOwn(actor)}`,
  ).catch((error: unknown) => {
    if ((error as { code?: string }).code !== '23505') throw error
    throw new RafaleError('value-not-available', { value: name ?? '', field: 'name' }, 'name')
  })
  if (changed === 0) throw new RafaleError('not-found')
  return onlyRow<SavedMapping>(pool, mappings(actor, sql`m.id = ${id}`))
}

/** A saved mapping is gone: one's own, or as an administrator any shared one. */
export async function deleteMapping(pool: Pool, actor: Actor, id: number): Promise<void> {
  const mayDropShared = sql.lit(actor.rights.has('administration'))
  const gone = await execute(
    pool,
    sql`delete from saved_mapping as m where m.id = ${id} and (${isOwn(actor)} or m.is_shared and ${mayDropShared})`,
  )
  if (gone === 0) throw new RafaleError('not-found')
}

export type FoundMapping = { id: number; settings: SavedSettings }

/** A mapping that the actor may use, noted as used; by id, by name (his own before a shared one), or for a file's headers. */
export async function findMapping(
  db: Queryable,
  actor: Actor,
  wanted: { entity: ListEntity } & ({ id: number } | { name: string } | { headers: readonly string[] }),
): Promise<FoundMapping | undefined> {
  const signature = 'headers' in wanted ? headerSignature(wanted.headers) : ''
  const isWanted =
    'id' in wanted
      ? sql`m.id = ${wanted.id}`
      : 'name' in wanted
        ? sql`lower(m.name) = lower(${wanted.name})`
        : sql`md5(m.signature) = md5(${signature}) and m.signature = ${signature}`
  const found = await firstRow<{ id: number; settings: unknown }>(
    db,
    sql`update saved_mapping set used_at = now()
         where id = (select m.id from saved_mapping as m
                      where m.entity = ${wanted.entity} and (${isOwn(actor)} or m.is_shared) and ${isWanted}
                      order by ${isOwn(actor)} desc, m.used_at desc limit 1)
        returning id, settings`,
  )
  return found && { id: found.id, settings: savedSettings.parse(found.settings) }
}

/** The settings of an import mapped as saved: its columns found by their headers, columns of other headers as they were. */
export function mapAsSaved(
  { entity, columns, settings }: Pick<StoredImport, 'entity' | 'columns' | 'settings'>,
  saved: SavedSettings,
): ImportSettings {
  const left = saved.columns.filter(({ target }) => {
    const known = target === null ? undefined : findTarget(target)
    return known !== undefined && isTargetOf(entity, known)
  })
  const taken = new Set<string>()
  const mapped = columns.map(({ column, header }) => {
    const at = left.findIndex((one) => headerForm(one.header) === headerForm(header))
    const [found] = at < 0 ? [] : left.splice(at, 1)
    if (!found) return undefined
    const { header: _header, ...mapping } = found
    if (mapping.target !== null) taken.add(mapping.target)
    return { ...mapping, column }
  })
  const before = new Map(settings.columns.map((one) => [one.column, one]))
  return {
    ...saved,
    ...(settings.note === undefined ? {} : { note: settings.note }),
    columns: columns.map(({ column }, index) => {
      const own = mapped[index]
      if (own) return own
      const guess = before.get(column)
      const isFree = guess !== undefined && guess.target !== null && !taken.has(guess.target)
      return isFree ? { ...guess, isKey: false } : { column, target: null, isKey: false, policy: 'overwrite' as const }
    }),
  }
}

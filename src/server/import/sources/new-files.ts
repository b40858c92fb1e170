import { setTimeout as sleep } from 'node:timers/promises'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, rowsOf, sql } from '../../platform/database/sql.ts'
import { matchesPattern } from './matches-pattern.ts'
import type { FoundFile, Place } from './places/place.ts'
import type { SourceRunning } from './run-source.ts'

/** The files to be taken, the oldest first, and how many still grow: two looks at each must show the same. */
export async function newFiles(
  running: SourceRunning,
  place: Place,
  settleMilliseconds: number,
): Promise<{ files: FoundFile[]; growing: number }> {
  const first = await unknownFiles(running, place)
  if (first.length === 0) return { files: [], growing: 0 }
  const { run, services, source } = running
  const seen = await rowsOf<Pick<FoundFile, 'name' | 'size' | 'modifiedAt'>>(
    services.pool,
    sql`select name, size, modified_at as "modifiedAt" from import_source_sighting
         where source_id = ${source.id} and seen_at < now() - make_interval(secs => ${settleMilliseconds / 1000})`,
  )
  const isAllSeen = first.every((file) => seen.some((one) => isSame(one, file)))
  if (!isAllSeen) {
    await run.report('source-settle', 0.02)
    await sleep(settleMilliseconds, undefined, { signal: run.signal }).catch(() => {
      throw new RafaleError('cancelled')
    })
  }
  const second = isAllSeen ? first : await unknownFiles(running, place)
  const stable = second.filter((file) => (isAllSeen ? seen : first).some((one) => isSame(one, file)))
  await execute(
    services.pool,
    sql`with gone as (delete from import_source_sighting where source_id = ${source.id})
        insert into import_source_sighting (source_id, name, size, modified_at)
        select ${source.id}, s.name, s.size, s."modifiedAt"
          from jsonb_to_recordset(${JSON.stringify(second)}::jsonb) as s (name text, size bigint, "modifiedAt" bigint)
        on conflict (source_id, name) do update
           set seen_at = case when (import_source_sighting.size, import_source_sighting.modified_at) = (excluded.size, excluded.modified_at)
                              then import_source_sighting.seen_at else now() end,
               size = excluded.size, modified_at = excluded.modified_at`,
  )
  return { files: stable, growing: second.length - stable.length }
}

const isSame = (a: Pick<FoundFile, 'name' | 'size' | 'modifiedAt'>, b: FoundFile): boolean =>
  a.name === b.name && a.size === b.size && a.modifiedAt === b.modifiedAt

/** What lies there and was not taken yet, the oldest first; what was taken and still lies there is put away. */
async function unknownFiles(running: SourceRunning, place: Place): Promise<FoundFile[]> {
  const found = await place.look()
  const known = await putAway(running, place, found)
  return found
    .filter((file) => !file.isLink && matchesPattern(running.source.pattern, file.name) && !known.has(file))
    .sort((a, b) => a.modifiedAt - b.modifiedAt || a.name.localeCompare(b.name))
}

type Lying = { id: number; name: string; size: number; modifiedAt: number; outcome: string }

/**
 * Files that were decided about are on their shelf, where the place has shelves; those of which it is so. One that lies
 * there no longer was put away by a run that could not say so any more.
 */
export async function putAway(
  { services, source, faults }: SourceRunning,
  place: Place,
  found: readonly FoundFile[],
): Promise<Set<FoundFile>> {
  const lying = await rowsOf<Lying>(
    services.pool,
    sql`select id, name, size, modified_at as "modifiedAt", outcome from import_source_file
         where source_id = ${source.id} and moved_to is null order by id`,
  )
  const known = new Set<FoundFile>()
  for (const row of lying) {
    const file = found.find((one) => isSame(row, one))
    if (file) known.add(file)
    if (!place.moves || row.outcome === 'taken') continue
    const shelf = row.outcome === 'applied' ? 'done' : 'refused'
    const movedTo = file
      ? await place.putAway(file, shelf, new Date()).catch((error: unknown) => {
          if (!(error instanceof RafaleError)) throw error
          faults.push(error)
        })
      : ''
    if (movedTo === undefined) continue
    await execute(services.pool, sql`update import_source_file set moved_to = ${movedTo} where id = ${row.id}`)
  }
  return known
}

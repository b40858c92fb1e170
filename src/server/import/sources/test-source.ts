import type { SourceTest } from '../../../shared/contract/import-source.contract.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { execute, rowsOf, sql } from '../../platform/database/sql.ts'
import type { Services } from '../../platform/services.ts'
import { findOwnSource } from './find-source.ts'
import { matchesPattern } from './matches-pattern.ts'
import { atPlace } from './places/open-place.ts'

const shown = 200

/**
 * What lies in a source, nothing changed in it. The first test of an SFTP server keeps the fingerprint of the key it
 * showed: from then on no other is let through. Throws what `openPlace` throws.
 */
export async function testSource(services: Services, actor: Actor, id: number): Promise<SourceTest> {
  const { pool } = services
  const source = await findOwnSource(pool, actor, id)
  const { found, hostKey } = await atPlace(source, services, async (place) => ({
    found: await place.look(),
    hostKey: place.hostKey,
  }))
  const isHostKeyNew = source.place.kind === 'sftp' && source.place.hostKey === null
  if (isHostKeyNew) {
    await execute(
      pool,
      sql`update import_source set place = jsonb_set(place, '{hostKey}', to_jsonb(${hostKey}::text)), trouble = null
           where id = ${id} and place ->> 'hostKey' is null and place ->> 'host' = ${source.place.kind === 'sftp' ? source.place.host : null}`,
    )
  }
  const known = await rowsOf<{ name: string; size: number; modifiedAt: number }>(
    pool,
    sql`select name, size, modified_at as "modifiedAt" from import_source_file
         where source_id = ${id} and moved_to is null and name = any(${found.map(({ name }) => name)}::text[])`,
  )
  const isKnown = (file: (typeof found)[number]) =>
    known.some((one) => one.name === file.name && one.size === file.size && one.modifiedAt === file.modifiedAt)
  const files = found
    .sort((a, b) => a.modifiedAt - b.modifiedAt || a.name.localeCompare(b.name))
    .map((file) => ({
      name: file.name,
      size: file.size,
      modifiedAt: new Date(file.modifiedAt).toISOString(),
      state: file.isLink
        ? ('link' as const)
        : !matchesPattern(source.pattern, file.name)
          ? ('other' as const)
          : isKnown(file)
            ? ('known' as const)
            : ('new' as const),
    }))
  // Those that would be taken come first when not all can be shown.
  const ordered = [...files.filter(({ state }) => state === 'new'), ...files.filter(({ state }) => state !== 'new')]
  return { hostKey, isHostKeyNew, files: ordered.slice(0, shown), total: files.length }
}

import { createHash } from 'node:crypto'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../auth/actor.ts'
import { execute, sql, type Queryable } from '../database/sql.ts'
import { cleanPicture } from './clean-picture.ts'

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The hash that a picture is kept by; undefined for one that is not. */
export function pictureHash(given: Buffer): string | undefined {
  try {
    return hashOf(cleanPicture(given).bytes)
  } catch (error) {
    if (error instanceof RafaleError) return undefined
    throw error
  }
}

/**
 * The picture is kept, cleaned, for the actor to put on a record within a week; its hash. One that is there already is kept
 * once. Throws what `cleanPicture` throws.
 */
export async function storePicture(db: Queryable, actor: Actor, given: Buffer): Promise<string> {
  const { type, width, height, bytes } = cleanPicture(given)
  const hash = hashOf(bytes)
  await execute(
    db,
    sql`with kept as (
          insert into picture (hash, type, width, height, bytes) values (${hash}, ${type}, ${width}, ${height}, ${bytes})
          on conflict (hash) do update set added_at = now()
          returning hash
        )
        insert into picture_upload (hash, user_id) select kept.hash, ${actor.userId}::bigint from kept
        on conflict (hash, user_id) do update set at = now()`,
  )
  return hash
}

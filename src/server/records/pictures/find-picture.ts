import type { PictureType } from '../../../shared/pictures/picture-limits.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { firstRow, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { pictureIsVisible } from './picture-is-visible.ts'

export type Picture = { type: PictureType; bytes: Buffer }

/** A picture that the actor may see; throws 'not-found'. */
export async function findPicture(db: Queryable, actor: Actor, hash: string): Promise<Picture> {
  const picture = await firstRow<Picture>(
    db,
    sql`select picture.type, picture.bytes from picture
         where picture.hash = ${hash} and ${pictureIsVisible(sql`picture.hash`, actor)}`,
  )
  if (!picture) throw new RafaleError('not-found')
  return picture
}

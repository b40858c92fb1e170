import { pictureLimits, type PictureType } from '../../../shared/pictures/picture-limits.ts'
import { pictureTypeOf } from '../../../shared/pictures/picture-type-of.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'
import { cleanWebp } from './clean-webp.ts'

export type CleanPicture = { type: PictureType; width: number; height: number; bytes: Buffer }

const cleaners: Record<PictureType, (bytes: Buffer) => CleanPicture | undefined> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
}

/**
 * A picture told by its content, whole, of a size that is kept, and with nothing in it but its pixels: what a camera wrote
 * beside them is gone. Throws 'picture-too-large', 'picture-type-unknown', 'picture-damaged', 'picture-size-unfit'.
 */
export function cleanPicture(bytes: Buffer): CleanPicture {
  const { kilobytes, side, leastSide } = pictureLimits
  if (bytes.length > kilobytes * 1024) throw new RafaleError('picture-too-large', { max: kilobytes })
  const type = pictureTypeOf(bytes)
  if (!type) throw new RafaleError('picture-type-unknown')
  const picture = cleaners[type](bytes)
  if (!picture) throw new RafaleError('picture-damaged')
  const { width, height } = picture
  if (Math.min(width, height) < leastSide || Math.max(width, height) > side) {
    throw new RafaleError('picture-size-unfit', { width, height, least: leastSide, most: side })
  }
  return picture
}

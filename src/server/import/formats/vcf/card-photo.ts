import { pictureLimits } from '../../../../shared/pictures/picture-limits.ts'
import type { Card } from './read-cards.ts'

/** The most letters that a photo takes in a card: base64 has four for three bytes, and line ends between them. */
export const maxPhotoLetters = pictureLimits.kilobytes * 1024 * 1.5

const dataUri = /^data:image\/[\w.+-]+;base64\\?,/i

/** The bytes of the photo that a card holds; undefined for none, and for one that is elsewhere: nobody is asked for it. */
export function cardPhoto({ properties }: Card): Buffer | undefined {
  const photo = properties.find(({ name, raw, isBinary }) => name === 'PHOTO' && (isBinary || dataUri.test(raw)))
  if (!photo) return undefined
  const letters = photo.isBinary ? photo.raw : photo.raw.replace(dataUri, '')
  return letters.trim() === '' ? undefined : Buffer.from(letters, 'base64')
}

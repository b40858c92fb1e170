import { errorText } from '../../shared/errors/rafale-error.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { pictureSource } from '../../shared/pictures/picture-limits.ts'
import { pictureTypeOf } from '../../shared/pictures/picture-type-of.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { frenchSpaces } from '../texts/french-spaces.ts'
import { currentLanguage } from '../texts/language.ts'

/** The middle of a picture as a small square JPEG, upright, with nothing of the camera in it. Throws an `ApiProblem`. */
export async function squarePicture(file: Blob): Promise<File> {
  const { megabytes, square } = pictureSource
  if (file.size > megabytes * 1024 * 1024) throw problem('picture-too-large', { max: megabytes * 1024 })
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer())
  if (!pictureTypeOf(head)) throw problem('picture-type-unknown')
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) throw problem('picture-damaged')
  const side = Math.min(bitmap.width, bitmap.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.max(32, Math.min(square, side))
  const context = canvas.getContext('2d')
  if (!context) throw problem('picture-damaged')
  // What is transparent is white in a JPEG, and not black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  context.drawImage(bitmap, x, y, side, side, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88))
  if (!blob) throw problem('picture-damaged')
  return new File([blob], 'photo.jpg', { type: 'image/jpeg' })
}

function problem(code: ErrorCode, params: Record<string, number> = {}): ApiProblem {
  const language = currentLanguage()
  const text = errorText(code, params, language)
  return new ApiProblem(code, language === 'fr' ? frenchSpaces(text) : text)
}

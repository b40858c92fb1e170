import { describe, expect, it } from 'vitest'
import { jpegPicture, pngBomb, pngPicture, secretPlace, webpPicture } from '../../../../test/factories/pictures.ts'
import { pictureLimits } from '../../../shared/pictures/picture-limits.ts'
import { cleanPicture } from './clean-picture.ts'

const pictures = { png: pngPicture, jpeg: jpegPicture, webp: webpPicture }
const codeOf = (bytes: Buffer): string => {
  try {
    cleanPicture(bytes)
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe.each(Object.entries(pictures))('a %s', (type, make) => {
  it('is told by its content, and loses what was written beside its pixels', () => {
    const given = make(80, 48)
    expect(given.includes(secretPlace)).toBe(true)
    const clean = cleanPicture(given)
    expect(clean).toMatchObject({ type: `image/${type}`, width: 80, height: 48 })
    expect(clean.bytes.includes(secretPlace)).toBe(false)
    expect(clean.bytes.length).toBeLessThan(given.length)
  })

  it('is taken again as it was cleaned', () => {
    const { bytes } = cleanPicture(make())
    expect(cleanPicture(bytes).bytes.equals(bytes)).toBe(true)
  })

  it('is refused when it is cut off anywhere', () => {
    const { bytes } = cleanPicture(make())
    const codes = new Set(
      Array.from({ length: bytes.length - 1 }, (_, length) => codeOf(Buffer.from(bytes.subarray(0, length + 1)))),
    )
    expect([...codes].toSorted()).toEqual(['picture-damaged', 'picture-type-unknown'])
  })

  it('is refused when a side is too long or too short', () => {
    const { side, leastSide } = pictureLimits
    expect(codeOf(make(side, leastSide))).toBe('taken')
    expect(codeOf(make(side + 1, 64))).toBe('picture-size-unfit')
    expect(codeOf(make(64, side + 1))).toBe('picture-size-unfit')
    expect(codeOf(make(leastSide - 1, 64))).toBe('picture-size-unfit')
  })
})

describe('what is no picture', () => {
  it.each([
    [
      'a drawing in SVG',
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>',
    ],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['an animation of another kind', 'GIF89a'],
    ['nothing', ''],
  ])('%s is refused, whatever it is called', (_name, text) => {
    expect(codeOf(Buffer.from(text))).toBe('picture-type-unknown')
  })
})

it('refuses a picture that unpacks to more than its size', () => {
  expect(codeOf(pngBomb())).toBe('picture-damaged')
})

it('refuses a picture whose bytes are not what their sum says', () => {
  const bytes = pngPicture()
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
  expect(codeOf(bytes)).toBe('picture-damaged')
})

it('refuses an animated WebP', () => {
  expect(codeOf(webpPicture(64, 64, 0x02))).toBe('picture-damaged')
})

it('refuses more bytes than are kept', () => {
  expect(codeOf(Buffer.alloc(pictureLimits.kilobytes * 1024 + 1))).toBe('picture-too-large')
})

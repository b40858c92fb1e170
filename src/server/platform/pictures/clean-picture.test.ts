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

describe('a JPEG that lies on its side but for a note of its camera', () => {
  /** Exif as a camera writes it: a maker before the orientation, in either byte order. */
  const exif = (orientation: number, isLittle: boolean): Buffer => {
    const tiff = Buffer.alloc(38 + secretPlace.length)
    const short = (value: number, at: number) =>
      isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
    const long = (value: number, at: number) =>
      isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
    tiff.write(isLittle ? 'II' : 'MM', 'latin1')
    short(42, 2)
    long(8, 4)
    short(2, 8)
    for (const [entry, [tag, type, count, value]] of [
      [0x010f, 2, secretPlace.length, 38],
      [0x0112, 3, 1, 0],
    ].entries()) {
      const at = 10 + entry * 12
      short(tag!, at)
      short(type!, at + 2)
      long(count!, at + 4)
      long(value!, at + 8)
    }
    short(orientation, 30)
    tiff.write(secretPlace, 38, 'latin1')
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), body])
    segment.writeUInt16BE(segment.length - 2, 2)
    return segment
  }
  const turned = (segment: Buffer) => {
    const plain = cleanPicture(jpegPicture(80, 48)).bytes
    return { plain, given: Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]) }
  }

  it.each([
    [6, true],
    [8, false],
    [2, true],
  ])('keeps orientation %d, and nothing else of the note', (orientation, isLittle) => {
    const { plain, given } = turned(exif(orientation, isLittle))
    const { bytes } = cleanPicture(given)
    expect(bytes.includes(secretPlace)).toBe(false)
    expect(bytes.length).toBe(plain.length + 36)
    expect(bytes.subarray(2, 38).toString('hex')).toBe(
      `ffe100224578696600004d4d002a0000000800010112000300000001000${orientation}000000000000`,
    )
    expect(cleanPicture(bytes).bytes.equals(bytes)).toBe(true)
  })

  it('is as it was without one that turns it, and with a note that is broken anywhere', () => {
    const { plain } = turned(Buffer.alloc(0))
    const whole = exif(6, true)
    const broken = Array.from({ length: 36 }, (_, cut) => {
      const segment = Buffer.from(whole.subarray(0, 10 + cut))
      segment.writeUInt16BE(segment.length - 2, 2)
      return segment
    })
    for (const segment of [exif(1, true), exif(9, false), ...broken.filter((one) => one.length < 42)]) {
      expect(cleanPicture(turned(segment).given).bytes.equals(plain)).toBe(true)
    }
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

import type { CleanPicture } from './clean-picture.ts'

const hasAlpha = 0x10
const isAnimated = 0x02

type Size = { width: number; height: number }

/** A still WebP without camera, place and profile. Undefined when it is animated, cut off or at odds with itself. */
export function cleanWebp(bytes: Buffer): CleanPicture | undefined {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return undefined
  const kept: Buffer[] = []
  let canvas: Size | undefined
  let image: Size | undefined
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) return undefined
    const content = bytes.subarray(at + 8, at + 8 + length)
    switch (bytes.toString('latin1', at, at + 4)) {
      case 'VP8X': {
        if (length < 10 || kept.length > 0 || ((content[0] ?? 0) & isAnimated) !== 0) return undefined
        canvas = { width: 1 + content.readUIntLE(4, 3), height: 1 + content.readUIntLE(7, 3) }
        const plain = Buffer.from(bytes.subarray(at, at + 18))
        plain.writeUInt32LE(10, 4)
        plain.writeUInt32LE((content[0] ?? 0) & hasAlpha, 8)
        kept.push(plain)
        break
      }
      case 'ALPH':
        kept.push(padded(bytes.subarray(at, at + 8 + length)))
        break
      case 'VP8 ':
      case 'VP8L':
        if (image) return undefined
        image = sizeOf(content, bytes[at + 3] === 0x4c)
        if (!image) return undefined
        kept.push(padded(bytes.subarray(at, at + 8 + length)))
        break
    }
    at = next
  }
  if (!image || (canvas && (canvas.width !== image.width || canvas.height !== image.height))) return undefined
  const body = Buffer.concat(kept)
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + body.length, 4)
  return { type: 'image/webp', ...image, bytes: Buffer.concat([head, body]) }
}

const padded = (chunk: Buffer): Buffer => (chunk.length % 2 === 0 ? chunk : Buffer.concat([chunk, Buffer.alloc(1)]))

function sizeOf(content: Buffer, isLossless: boolean): Size | undefined {
  if (isLossless) {
    if (content.length < 5 || content[0] !== 0x2f) return undefined
    const bits = content.readUInt32LE(1)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (content.length < 10 || content.readUIntBE(3, 3) !== 0x9d012a) return undefined
  return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
}

import { crc32, inflateSync } from 'node:zlib'
import type { CleanPicture } from './clean-picture.ts'
import { pictureLimits } from '../../../shared/pictures/picture-limits.ts'

/** What a decoder needs of a still picture, and the colours it is meant in. */
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'cHRM', 'IDAT', 'IEND'])
const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** A PNG without texts, time, place, profile and animation. Undefined when a part is missing or not what its sum says. */
export function cleanPng(bytes: Buffer): CleanPicture | undefined {
  const kept = [bytes.subarray(0, 8)]
  const data: Buffer[] = []
  let head: Buffer | undefined
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const name = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, end - 4)
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined
    if ((name === 'IHDR') !== (head === undefined)) return undefined
    if (name === 'IHDR') head = content
    if (name === 'IDAT') data.push(content)
    if (needed.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return head?.length === 13 ? picture(head, data, Buffer.concat(kept)) : undefined
    at = end
  }
  return undefined
}

function picture(head: Buffer, data: readonly Buffer[], bytes: Buffer): CleanPicture | undefined {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const found = { type: 'image/png', width, height, bytes } as const
  // Its pixels are not unpacked to be told that they are too many.
  if (width > pictureLimits.side || height > pictureLimits.side) return found
  const bits = (channels[head[9] ?? 1] ?? 0) * (head[8] ?? 0)
  if (bits === 0 || bits > 64 || (head[12] ?? 2) > 1) return undefined
  const size = head[12] === 1 ? interlacedSize(width, height, bits) : imageSize(width, height, bits)
  try {
    return inflateSync(Buffer.concat(data), { maxOutputLength: size + 1 }).length === size ? found : undefined
  } catch {
    return undefined
  }
}

/** Bytes of the unpacked pixels: each line has a filter byte before it. */
const imageSize = (width: number, height: number, bits: number): number =>
  width === 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8))

/** The seven passes of Adam7: first column, first line, and the steps between. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

const interlacedSize = (width: number, height: number, bits: number): number =>
  passes.reduce((sum, [x, y, dx, dy]) => {
    const [columns, lines] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)]
    return sum + imageSize(Math.max(0, columns), Math.max(0, lines), bits)
  }, 0)

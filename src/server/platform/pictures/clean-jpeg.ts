import type { CleanPicture } from './clean-picture.ts'
import { isExif, orientationSegment, readOrientation } from './jpeg-orientation.ts'

/** What a decoder needs: frame, tables, restart interval, scans, and Adobe's word on the colours. */
const isNeeded = (marker: number): boolean => [0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd, 0xda, 0xee].includes(marker)
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2
/** Arithmetic, lossless and hierarchical frames, which browsers do not show. */
const isForeign = (marker: number): boolean => marker > 0xc2 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

const mostScans = 100

/**
 * A JPEG without what its pixels do not need: camera, place, time, thumbnails, comments and bytes after its end. Which way
 * up it is stays said.
 */
export function cleanJpeg(bytes: Buffer): CleanPicture | undefined {
  const kept = [bytes.subarray(0, 2)]
  let isTurned = false
  let size: { width: number; height: number } | undefined
  let scans = 0
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4 || isForeign(marker)) return undefined
    if (isFrame(marker)) {
      if (size || end < at + 10) return undefined
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    const orientation =
      isTurned || !isExif(bytes.subarray(at, end)) ? undefined : readOrientation(bytes.subarray(at, end))
    if (orientation !== undefined) {
      isTurned = true
      kept.push(orientationSegment(orientation))
    }
    if (isNeeded(marker)) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    if (!size || ++scans > mostScans) return undefined
    const next = endOfScan(bytes, at)
    if (next === undefined) return undefined
    kept.push(bytes.subarray(at, next))
    at = next
    if (bytes[at + 1] === 0xd9) {
      return { type: 'image/jpeg', ...size, bytes: Buffer.concat([...kept, bytes.subarray(at, at + 2)]) }
    }
  }
  return undefined
}

/** Where the marker stands that ends the scan; undefined when the file ends before it. */
function endOfScan(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    const isData = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)
    if (!isData) return at
  }
  return undefined
}

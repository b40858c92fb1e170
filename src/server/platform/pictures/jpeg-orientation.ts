/** Of Exif, the one thing that shows: which way up a camera held the picture (1 to 8, TIFF 6.0 tag 274). */

const marker = 0xe1
const head = Buffer.from('Exif\0\0', 'latin1')
const orientationTag = 0x0112
const shortType = 3
const entryBytes = 12

export const isExif = (segment: Buffer): boolean =>
  segment[1] === marker && segment.subarray(4, 4 + head.length).equals(head)

/** The orientation that an Exif segment (marker and length included) says, when it is one that turns the picture. */
export function readOrientation(segment: Buffer): number | undefined {
  const tiff = segment.subarray(4 + head.length)
  if (tiff.length < 8) return undefined
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  if (!isLittle && tiff.toString('latin1', 0, 2) !== 'MM') return undefined
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return undefined
  const entries = short(directory)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * entryBytes
    if (at + entryBytes > tiff.length) return undefined
    if (short(at) !== orientationTag || short(at + 2) !== shortType) continue
    const value = short(at + 8)
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif segment that says that, and nothing else. */
export function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(orientationTag, 10)
  tiff.writeUInt16BE(shortType, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const segment = Buffer.concat([Buffer.from([0xff, marker, 0, 0]), head, tiff])
  segment.writeUInt16BE(segment.length - 2, 2)
  return segment
}

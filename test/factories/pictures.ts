import { crc32, deflateSync } from 'node:zlib'

/** What a picture has beside its pixels, to be looked for afterwards. */
export const secretPlace = 'N 47.2184 W 1.5536'

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))])
}

/** A PNG of one colour, with a place among its texts. */
export function pngPicture(width = 64, height = 64, colour: [number, number, number] = [40, 80, 200]): Buffer {
  const line = Buffer.concat([Buffer.alloc(1), ...Array<Buffer>(width).fill(Buffer.from(colour))])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])])),
    pngChunk('tEXt', Buffer.from(`Location\0${secretPlace}`, 'latin1')),
    pngChunk('IDAT', deflateSync(Buffer.concat(Array<Buffer>(height).fill(line)))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG that says it is small and unpacks to much more. */
export function pngBomb(): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.concat([uint32(64), uint32(64), Buffer.from([8, 2, 0, 0, 0])])),
    pngChunk('IDAT', deflateSync(Buffer.alloc(50_000_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const segment = (marker: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content])

/** The parts of a JPEG in their order, with a camera's words and a comment; its scan is no drawing. */
export function jpegPicture(width = 64, height = 64): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')),
    segment(0xe1, Buffer.from(`Exif\0\0${secretPlace}`, 'latin1')),
    segment(0xfe, Buffer.from(secretPlace, 'latin1')),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, frame),
    segment(0xc4, Buffer.alloc(18)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(secretPlace, 'latin1'),
  ])
}

const riffChunk = (name: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

/** A WebP in the extended form with a camera's words; its frame is no drawing. */
export function webpPicture(width = 64, height = 64, flags = 0x08): Buffer {
  const extended = Buffer.alloc(10)
  extended.writeUInt32LE(flags, 0)
  extended.writeUIntLE(width - 1, 4, 3)
  extended.writeUIntLE(height - 1, 7, 3)
  const frame = Buffer.alloc(12)
  frame.set([0, 0, 0, 0x9d, 0x01, 0x2a])
  frame.writeUInt16LE(width, 6)
  frame.writeUInt16LE(height, 8)
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    riffChunk('VP8X', extended),
    riffChunk('VP8 ', frame),
    riffChunk('EXIF', Buffer.from(secretPlace, 'latin1')),
  ])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { oversized } from '../cell-text.ts'

const BLOCK = 256 * 1024
const maxCount = 60_000_000

/**
 * The different texts of a workbook, by number: bytes in blocks, the first `memory` bytes of them kept, the others in a
 * file of their own that `close` removes.
 */
export class SharedStrings {
  count = 0
  /** What `find` found: `bytes[start, end)`, valid until the next `find`. */
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  end = 0

  readonly #places: Uint32Array[] = []
  readonly #blocks: (Buffer | undefined)[] = []
  readonly #resident: number
  #last = Buffer.allocUnsafe(BLOCK)
  #lastLength = 0
  /** Texts that no block holds. */
  readonly #large = new Map<number, Buffer>()
  #largeBytes = 0
  #spill: { directory: string; file: number } | undefined
  /** Blocks read back, the least recently used first. */
  readonly #readBack = new Map<number, Buffer>()

  constructor(memory = 192 * 1024 ** 2) {
    this.#resident = Math.max(1, Math.floor(memory / BLOCK))
  }

  /** A text larger than a cell may be. */
  addOversized(): void {
    this.#makePlace()
    this.#large.set(this.count, oversized)
    this.#place(isLarge)
  }

  add(bytes: Buffer, length: number): void {
    this.#makePlace()
    if (length + 4 > BLOCK) {
      this.#addLarge(bytes, length)
      return
    }
    if (this.#lastLength + 4 + length > BLOCK) this.#closeBlock()
    const at = this.#lastLength
    this.#last.writeUInt32LE(length, at)
    if (length > 48) bytes.copy(this.#last, at + 4, 0, length)
    else for (let i = 0; i < length; i++) this.#last[at + 4 + i] = bytes[i]!
    this.#lastLength = at + 4 + length
    this.#place(this.#blocks.length * BLOCK + at)
  }

  /** False when there is no text of that number. */
  find(index: number): boolean {
    if (!(index >= 0 && index < this.count)) return false
    const place = this.#places[Math.floor(index / placesPerPart)]![index % placesPerPart]!
    if (place === isLarge) {
      this.bytes = this.#large.get(index)!
      this.start = 0
      this.end = this.bytes.length
      return true
    }
    const block = Math.floor(place / BLOCK)
    const at = place - block * BLOCK
    const bytes = block === this.#blocks.length ? this.#last : (this.#blocks[block] ?? this.#read(block))
    this.bytes = bytes
    this.start = at + 4
    this.end = this.start + (bytes[at]! + bytes[at + 1]! * 256 + bytes[at + 2]! * 65_536)
    return true
  }

  close(): void {
    if (!this.#spill) return
    closeSync(this.#spill.file)
    rmSync(this.#spill.directory, { recursive: true, force: true })
    this.#spill = undefined
  }

  #makePlace(): void {
    if (this.count >= maxCount) throw new RafaleError('file-unsafe')
    if (this.count % placesPerPart === 0) this.#places.push(new Uint32Array(placesPerPart))
  }

  #place(place: number): void {
    this.#places[Math.floor(this.count / placesPerPart)]![this.count % placesPerPart] = place
    this.count++
  }

  #addLarge(bytes: Buffer, length: number): void {
    this.#largeBytes += length
    if (this.#largeBytes > maxLargeBytes) throw new RafaleError('file-unsafe')
    this.#large.set(this.count, Buffer.from(bytes.subarray(0, length)))
    this.#place(isLarge)
  }

  #closeBlock(): void {
    const number = this.#blocks.length
    if ((number + 2) * BLOCK >= isLarge) throw new RafaleError('file-unsafe')
    if (number < this.#resident) {
      this.#blocks.push(this.#last)
      this.#last = Buffer.allocUnsafeSlow(BLOCK)
    } else {
      this.#spill ??= openSpill()
      writeSync(this.#spill.file, this.#last, 0, BLOCK, number * BLOCK)
      this.#blocks.push(undefined)
    }
    this.#lastLength = 0
  }

  #lastRead = -1
  #read(block: number): Buffer {
    // Most texts follow each other.
    if (block === this.#lastRead) return this.#readBack.get(block)!
    this.#lastRead = block
    let bytes = this.#readBack.get(block)
    if (bytes) this.#readBack.delete(block)
    else {
      const oldest = this.#readBack.size >= blocksReadBack ? this.#readBack.keys().next().value : undefined
      bytes = oldest === undefined ? Buffer.allocUnsafeSlow(BLOCK) : this.#readBack.get(oldest)!
      if (oldest !== undefined) this.#readBack.delete(oldest)
      readSync(this.#spill!.file, bytes, 0, BLOCK, block * BLOCK)
    }
    this.#readBack.set(block, bytes)
    return bytes
  }
}

const placesPerPart = 65_536
const isLarge = 0xffff_ffff
const maxLargeBytes = 64 * 1024 ** 2
const blocksReadBack = 128

function openSpill(): { directory: string; file: number } {
  const directory = mkdtempSync(join(tmpdir(), 'rafale-strings-'))
  return { directory, file: openSync(join(directory, 'strings'), 'w+') }
}

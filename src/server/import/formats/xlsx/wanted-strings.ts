import { isOversized, oversized } from '../cell-text.ts'
import type { Strings } from './sheet-reader.ts'
import { readStrings } from './read-strings.ts'

/**
 * The few texts that the first rows of a sheet refer to: a first reading of the rows notes their numbers, `load` reads
 * the part of shared strings no further than needed, a second reading of the rows finds them.
 */
export class WantedStrings implements Strings {
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  end = 0
  highest = -1
  readonly #texts = new Map<number, Buffer>()
  #isLoaded = false

  find(index: number): boolean {
    if (this.#isLoaded) {
      this.bytes = this.#texts.get(index) ?? Buffer.alloc(0)
    } else {
      this.highest = Math.max(this.highest, index)
      this.#texts.set(index, mark)
      this.bytes = mark
    }
    this.end = this.bytes.length
    return this.#texts.has(index)
  }

  async load(chunks: AsyncIterable<Buffer>): Promise<void> {
    let index = 0
    const missing = new Set(this.#texts.keys())
    await readStrings(chunks, (text) => {
      if (missing.delete(index)) {
        this.#texts.set(index, isOversized(text) ? oversized : Buffer.from(text.bytes.subarray(0, text.length)))
      }
      return index++ < this.highest
    })
    for (const index of missing) this.#texts.delete(index)
    this.#isLoaded = true
  }
}

/** Stands for a text not read yet, so that its row counts as filled. */
const mark = Buffer.from('?')

import { isUtf8 } from 'node:buffer'
import { completeUtf8Length } from './complete-utf8-length.ts'

/** An export cut at so many bytes per cell breaks a character here and there; in another encoding nearly all are broken. */
const SOUND_PER_BROKEN = 20
/** Counting characters costs 10 ms per MiB, so it ends when this much text with broken ones has been seen. */
const COUNTED_BYTES = 8 * 1024 * 1024

/** Tells whether bytes that come in chunks, cut anywhere, are UTF-8 text. */
export class Utf8Check {
  #rest = Buffer.alloc(0)
  #counted = 0
  #sound = 0
  #broken = 0

  push(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const length = completeUtf8Length(bytes)
    this.#rest = Buffer.from(bytes.subarray(length))
    const whole = bytes.subarray(0, length)
    if (this.#counted < COUNTED_BYTES && !isUtf8(whole)) this.#count(whole)
  }

  /**
   * True when all was valid, or when the chunks with broken characters hold at least 20 valid ones beyond ASCII for
   * each of those. A last character cut by the end of the file is no fault.
   */
  isUtf8(): boolean {
    return this.#broken === 0 || this.#sound >= SOUND_PER_BROKEN * this.#broken
  }

  #count(bytes: Buffer): void {
    this.#counted += bytes.length
    for (const character of bytes.toString('utf8').match(/[^\0-\x7F]/gu) ?? []) {
      if (character === '\uFFFD') this.#broken++
      else this.#sound++
    }
  }
}

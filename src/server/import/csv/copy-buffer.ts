const DIGIT_ZERO = 48
const LF = 10
const BATCH_BYTES = 512 * 1024

/** Rows of a COPY payload in CSV format, gathered into buffers of about 512 KiB that `take` hands over. */
export class CopyBuffer {
  #batch = Buffer.allocUnsafeSlow(BATCH_BYTES)
  #length = 0
  #full: Buffer[] = []
  readonly #delimiter: number

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** One row: its number, `bytes[start, end)` as they are, and `padding` further empty cells. */
  addRow(row: number, bytes: Uint8Array, start: number, end: number, padding: number): void {
    this.#reserve(end - start + padding + 16)
    const batch = this.#batch
    let at = this.#writeNumber(row)
    batch[at++] = this.#delimiter
    if (end > start) batch.set(bytes.subarray(start, end), at)
    at += end - start
    for (let i = 0; i < padding; i++) batch[at++] = this.#delimiter
    batch[at++] = LF
    this.#length = at
  }

  /** The batches that are full, or with `isLast` all there is. */
  take(isLast: boolean): Buffer[] {
    if (isLast && this.#length > 0) this.#close(0)
    const full = this.#full
    this.#full = []
    return full
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes > this.#batch.length) this.#close(bytes)
  }

  #close(next: number): void {
    if (this.#length > 0) this.#full.push(this.#batch.subarray(0, this.#length))
    this.#batch = Buffer.allocUnsafeSlow(Math.max(next, BATCH_BYTES))
    this.#length = 0
  }

  #writeNumber(value: number): number {
    let digits = 1
    for (let power = 10; power <= value; power *= 10) digits++
    const end = this.#length + digits
    let rest = value
    for (let i = end - 1; i >= this.#length; i--) {
      const shorter = Math.floor(rest / 10)
      this.#batch[i] = DIGIT_ZERO + (rest - shorter * 10)
      rest = shorter
    }
    return end
  }
}

import { maxCellBytes } from '../csv/csv-dialect.ts'

/** The text of one cell while it is read, as UTF-8. Once it is larger than a cell may be, its bytes are let go. */
export class CellText {
  bytes = Buffer.allocUnsafe(64 * 1024)
  length = 0
  isTooLarge = false

  clear(): void {
    this.length = 0
    this.isTooLarge = false
  }

  append(bytes: Buffer, start: number, end: number): void {
    const size = end - start
    if (!this.#reserve(size)) return
    if (size > 48) bytes.copy(this.bytes, this.length, start, end)
    // Cheaper than a call for the few bytes of most cells.
    else for (let i = 0; i < size; i++) this.bytes[this.length + i] = bytes[start + i]!
    this.length += size
  }

  appendText(text: string): void {
    const size = Buffer.byteLength(text)
    if (!this.#reserve(size)) return
    this.bytes.write(text, this.length, 'utf8')
    this.length += size
  }

  setText(text: string): void {
    this.clear()
    this.appendText(text)
  }

  toString(): string {
    return this.bytes.toString('utf8', 0, this.length)
  }

  #reserve(size: number): boolean {
    if (this.isTooLarge) return false
    const needed = this.length + size
    if (needed > maxCellBytes) {
      this.isTooLarge = true
      this.length = 0
      return false
    }
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(maxCellBytes, Math.max(needed, 2 * this.bytes.length)))
      this.bytes.copy(larger, 0, 0, this.length)
      this.bytes = larger
    }
    return true
  }
}

/** Stands for a text larger than a cell may be: whoever takes it as a cell finds it too large. */
export const oversized = Buffer.alloc(maxCellBytes + 1)
export const isOversized = ({ isTooLarge }: CellText): boolean => isTooLarge

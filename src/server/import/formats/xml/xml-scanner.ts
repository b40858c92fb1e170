import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { decodeEntities } from './decode-entities.ts'

/** What `XmlScanner.next` found. */
export const token = { none: 0, open: 1, close: 2, text: 3 } as const

const LT = 60
const GT = 62
const QUOTE = 34
const APOSTROPHE = 39
const SLASH = 47
const COLON = 58
const EQUALS = 61
const AMPERSAND = 38
const UNDERSCORE = 95
const INITIAL_CAPACITY = 1024 * 1024
/** A tag longer than this is none that a spreadsheet program writes. */
const MAX_TAG = 1024 * 1024
/** Text is handed over in pieces when it goes on for longer. */
const TEXT_PIECE = 128 * 1024
const MAX_ATTRIBUTES = 128

/** The number that stands for a name: equal names have equal ones. */
export function nameCode(name: string): number {
  let code = 0
  for (let i = 0; i < name.length; i++) code = (Math.imul(code, 31) + name.charCodeAt(i)) | 0
  return code
}

/**
 * Reads UTF-8 XML as tokens: `push` chunks cut anywhere, `finish` at the end, and after each of them call `next` until
 * it is `token.none`. Names are told without their prefix, as `nameCode`. An empty element is an `open` with `isEmpty`,
 * and has no `close`. Text is `bytes[start, end)`, in as many pieces as it pleases; `hasEntities` when it must be
 * decoded. Everything is valid until the next `next` or `push`.
 *
 * Comments, processing instructions and a document type without declarations are passed over; one with declarations
 * (entities of its own) is refused with `file-unsafe`, broken markup with `file-damaged`.
 */
export class XmlScanner {
  bytes = Buffer.allocUnsafe(INITIAL_CAPACITY)
  start = 0
  end = 0
  hasEntities = false
  /** Whether an underscore is in the text that `takeText` took: workbooks write characters as `_x000D_`. */
  hasUnderscore = false
  /** Of the element that an `open` or `close` names. */
  name = 0
  prefix = 0
  isEmpty = false
  /** How many elements are open, the one just opened included unless it is empty. */
  depth = 0

  #position = 0
  #length = 0
  #isFinal = false
  /** Up to where the unfinished text or tag at the position was looked at. */
  #seen = 0
  /** The mark that ends what is being passed over; undefined when nothing is. */
  #skipTo: string | undefined
  #isInCdata = false
  #hasRoot = false

  #attributes = 0
  readonly #attributeNames = new Int32Array(MAX_ATTRIBUTES)
  readonly #attributePrefixes = new Int32Array(MAX_ATTRIBUTES)
  readonly #attributeStarts = new Int32Array(MAX_ATTRIBUTES)
  readonly #attributeEnds = new Int32Array(MAX_ATTRIBUTES)

  push(chunk: Uint8Array): void {
    const pending = this.#length - this.#position
    if (pending + chunk.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(pending + chunk.length + INITIAL_CAPACITY)
      this.bytes.copy(larger, 0, this.#position, this.#length)
      this.bytes = larger
    } else {
      this.bytes.copyWithin(0, this.#position, this.#length)
    }
    this.bytes.set(chunk, pending)
    this.#seen = Math.max(0, this.#seen - this.#position)
    this.#position = 0
    this.#length = pending + chunk.length
  }

  finish(): void {
    this.#isFinal = true
  }

  /** The next token; `token.none` when more bytes are needed, or at the end. */
  next(): number {
    for (;;) {
      if (this.#skipTo !== undefined && !this.#skip(this.#skipTo)) return this.#ended()
      if (this.#isInCdata) {
        const found = this.#cdata()
        if (found) return token.text
        if (this.#isInCdata) return this.#ended()
        continue
      }
      if (this.#position >= this.#length) return this.#ended()
      if (this.bytes[this.#position] !== LT) return this.#text() ? token.text : this.#ended()
      const found = this.#markup()
      if (found === undefined) return this.#ended()
      if (found !== token.none) return found
    }
  }

  /** Where the value of an attribute begins; -1 when the element has none of that name. `valueEnd` tells its end. */
  attribute(name: number): number {
    for (let i = 0; i < this.#attributes; i++) {
      if (this.#attributeNames[i] === name) {
        this.valueEnd = this.#attributeEnds[i]!
        return this.#attributeStarts[i]!
      }
    }
    return -1
  }
  valueEnd = 0

  /** The text of an attribute; undefined when there is none. With `prefix`, only of one that has it. */
  attributeText(name: number, prefix?: number): string | undefined {
    for (let i = 0; i < this.#attributes; i++) {
      if (this.#attributeNames[i] !== name || (prefix !== undefined && this.#attributePrefixes[i] !== prefix)) continue
      return decodeEntities(this.bytes.toString('utf8', this.#attributeStarts[i], this.#attributeEnds[i]))
    }
    return undefined
  }

  /**
   * Behind the `open` of an element: when it goes on as `opening` (bytes of markup), text, and `closing`, the last tag of
   * which ends it, all of them at hand, that is taken as one text token and the element is over. Else nothing is taken.
   * Nearly all cells of a sheet are so; read tag by tag they took twice as long.
   */
  takeText(opening: Uint8Array, closing: Uint8Array): boolean {
    const { bytes } = this
    const length = this.#length
    const from = this.#position + opening.length
    if (!this.#holds(opening, this.#position)) return false
    let hasEntities = false
    let hasUnderscore = false
    let i = from
    for (; i < length; i++) {
      const byte = bytes[i]!
      if (byte === LT) break
      if (byte === AMPERSAND) hasEntities = true
      else if (byte === UNDERSCORE) hasUnderscore = true
    }
    if (!this.#holds(closing, i)) return false
    this.start = from
    this.end = i
    this.hasEntities = hasEntities
    this.hasUnderscore = hasUnderscore
    this.#taken(i + closing.length)
    this.depth--
    return true
  }

  #holds(markup: Uint8Array, at: number): boolean {
    if (at + markup.length > this.#length) return false
    for (let i = 0; i < markup.length; i++) if (this.bytes[at + i] !== markup[i]) return false
    return true
  }

  /** The text of the token, decoded. */
  text(): string {
    const text = this.bytes.toString('utf8', this.start, this.end)
    return this.hasEntities ? decodeEntities(text) : text
  }

  #ended(): number {
    if (!this.#isFinal) return token.none
    const isLeft = this.#position < this.#length || this.#skipTo !== undefined || this.#isInCdata
    if (isLeft || this.depth > 0 || !this.#hasRoot) throw new RafaleError('file-damaged')
    return token.none
  }

  /** Text up to the next tag; a long one in pieces that cut no entity. */
  #text(): boolean {
    const { bytes } = this
    const from = this.#position
    let i = Math.max(from, this.#seen)
    const length = this.#length
    while (i < length && bytes[i] !== LT) i++
    if (i === length && !this.#isFinal && i - from < TEXT_PIECE) {
      this.#seen = i
      return false
    }
    if (i === length && !this.#isFinal) i = this.#pieceEnd(from, i)
    this.start = from
    this.end = i
    this.hasEntities = this.#holdsEntity(from, i)
    this.#position = i
    this.#seen = i
    return true
  }

  #holdsEntity(start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.bytes[i] === AMPERSAND) return true
    return false
  }

  /** Before an entity or a character that the end of the bytes may cut. */
  #pieceEnd(from: number, end: number): number {
    let i = end
    while (i > end - 4 && (this.bytes[i - 1]! & 0xc0) === 0x80) i--
    if (this.bytes[i - 1]! >= 0xc0) i--
    const entity = this.bytes.lastIndexOf(AMPERSAND, i - 1)
    return entity > from && entity > i - 16 ? entity : i
  }

  #cdata(): boolean {
    const close = this.bytes.indexOf(']]>', this.#position, 'latin1')
    const isClosed = close >= 0 && close + 3 <= this.#length
    const end = isClosed ? close : Math.max(this.#position, this.#pieceEnd(this.#position, this.#length) - 2)
    this.start = this.#position
    this.end = end
    this.hasEntities = false
    this.#position = isClosed ? close + 3 : end
    this.#seen = this.#position
    if (isClosed) this.#isInCdata = false
    return this.end > this.start
  }

  #skip(mark: string): boolean {
    const at = this.bytes.indexOf(mark, this.#position, 'latin1')
    if (at >= 0 && at + mark.length <= this.#length) {
      this.#position = at + mark.length
      this.#skipTo = undefined
      return true
    }
    this.#position = Math.max(this.#position, this.#length - mark.length + 1)
    return false
  }

  /** A tag, or the start of something to be passed over (`token.none`); undefined when its end is not here yet. */
  #markup(): number | undefined {
    const second = this.bytes[this.#position + 1]
    const available = this.#length - this.#position
    if (second === 33 || second === 63) {
      if (available < 10 && !this.#isFinal) return undefined
      return this.#special()
    }
    const from = this.#position + 1
    const found = second === SLASH ? this.#closeTag(from + 1) : this.#openTag(from)
    if (found === undefined && available > MAX_TAG) throw new RafaleError('file-damaged')
    return found
  }

  #special(): number | undefined {
    const start = this.bytes.toString('latin1', this.#position, Math.min(this.#position + 9, this.#length))
    if (start.startsWith('<?')) return this.#passOver(2, '?>')
    if (start.startsWith('<!--')) return this.#passOver(4, '-->')
    if (start === '<![CDATA[') {
      if (this.depth === 0) throw new RafaleError('file-damaged')
      this.#position += 9
      this.#isInCdata = true
      return token.none
    }
    if (start !== '<!DOCTYPE' || this.#hasRoot) throw new RafaleError('file-damaged')
    const close = this.bytes.indexOf(GT, this.#position)
    const end = close < 0 || close >= this.#length ? this.#length : close
    const declarations = this.bytes.indexOf('[', this.#position, 'latin1')
    if (declarations >= 0 && declarations < end) throw new RafaleError('file-unsafe')
    if (end === this.#length) {
      if (this.#isFinal || end - this.#position > MAX_TAG) throw new RafaleError('file-damaged')
      return undefined
    }
    this.#position = close + 1
    return token.none
  }

  #passOver(length: number, mark: string): number {
    this.#position += length
    this.#skipTo = mark
    return token.none
  }

  #closeTag(from: number): number | undefined {
    const { bytes } = this
    let i = this.#readName(from)
    while (i < this.#length && bytes[i] !== GT) i++
    if (i >= this.#length) return undefined
    this.#taken(i + 1)
    if (--this.depth < 0) throw new RafaleError('file-damaged')
    return token.close
  }

  /** In one pass: tags are two thirds of a sheet. */
  #openTag(from: number): number | undefined {
    const { bytes } = this
    const length = this.#length
    let count = 0
    let i = this.#readName(from)
    for (;;) {
      while (i < length && bytes[i]! <= 32) i++
      if (i >= length) return undefined
      if (bytes[i] === GT) break
      if (bytes[i] === SLASH) {
        if (i + 1 >= length) return undefined
        if (bytes[i + 1] !== GT) throw new RafaleError('file-damaged')
        break
      }
      let name = 0
      let prefix = 0
      // Names of one letter are nearly all of a sheet's.
      if (bytes[i + 1] === EQUALS && bytes[i + 2] === QUOTE && i + 2 < length) {
        name = bytes[i]!
        i += 2
      } else {
        for (; i < length; i++) {
          const byte = bytes[i]!
          if (byte === EQUALS || byte <= 32 || byte === GT) break
          if (byte === COLON) {
            prefix = name
            name = 0
          } else name = (Math.imul(name, 31) + byte) | 0
        }
        while (i < length && (bytes[i]! <= 32 || bytes[i] === EQUALS)) i++
        if (i >= length) return undefined
      }
      const quote = bytes[i]
      if (quote !== QUOTE && quote !== APOSTROPHE) throw new RafaleError('file-damaged')
      const start = ++i
      while (i < length && bytes[i] !== quote) i++
      if (i >= length) return undefined
      if (count < MAX_ATTRIBUTES) {
        this.#attributeNames[count] = name
        this.#attributePrefixes[count] = prefix
        this.#attributeStarts[count] = start
        this.#attributeEnds[count++] = i
      }
      i++
    }
    if (this.depth === 0 && this.#hasRoot) throw new RafaleError('file-damaged')
    this.#hasRoot = true
    this.#attributes = count
    this.isEmpty = bytes[i] === SLASH
    if (!this.isEmpty) this.depth++
    this.#taken(this.isEmpty ? i + 2 : i + 1)
    return token.open
  }

  /** Where the name that begins there ends: before a space, `/`, `>` or the end of the bytes. */
  #readName(from: number): number {
    const { bytes } = this
    const length = this.#length
    let name = 0
    let prefix = 0
    let i = from
    for (; i < length; i++) {
      const byte = bytes[i]!
      if (byte <= 32 || byte === GT || byte === SLASH) break
      if (byte === COLON) {
        prefix = name
        name = 0
      } else name = (Math.imul(name, 31) + byte) | 0
    }
    if (i === from && i < length) throw new RafaleError('file-damaged')
    this.name = name
    this.prefix = prefix
    return i
  }

  #taken(position: number): void {
    this.#position = position
    this.#seen = position
  }
}

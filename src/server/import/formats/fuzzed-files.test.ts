/**
 * Ten thousand and more generated files of every format that can be streamed, their dialects, encodings and cells sound or
 * broken: reading never fails but with a refusal, never loses a row, and gives sound cells back as they were.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { escapeXml, inlineRows, odsOf, odsRows, odsTable, xlsxOf } from '../../../../test/factories/workbook.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { CsvToCopy } from '../csv/csv-to-copy.ts'
import { csvDelimiters, csvEncodings, type CsvEncoding } from '../csv/csv-dialect.ts'
import { utf8Decoder } from '../csv/utf8-decoder.ts'
import { CopyRows } from './copy-rows.ts'
import { cardRow } from './vcf/card-row.ts'
import { detectCardEncoding } from './vcf/detect-card-encoding.ts'
import { readCards } from './vcf/read-cards.ts'
import { withWorkbook } from './workbook/open-workbook.ts'
import { readXml } from './xml/read-xml.ts'
import { nameCode, token } from './xml/xml-scanner.ts'

const seed = Number(process.env['RAFALE_TEST_SEED'] ?? 20_261_121)
/** More of them, when somebody looks for a rare fault. */
const scale = Number(process.env['RAFALE_FUZZ_SCALE'] ?? 1)
const files = { text: 7000, xlsx: 700, ods: 1000, cards: 1500, xml: 800 }

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rafale-fuzz-'))
  path = join(folder, 'file')
})
afterAll(() => rm(folder, { recursive: true }))

/** The same numbers in every run. */
class Random {
  #state: number
  constructor(start: number) {
    this.#state = start >>> 0 || 1
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * limit)
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }
}

const texts = [
  'C1',
  'Aprool',
  'Nantes',
  '44000',
  '12',
  '1 234,50',
  '01/02/2026',
  'a@exemple.fr',
  'L’été',
  'Œuvre €',
  'é',
  '',
  '',
  ' ',
  '-5',
  '+33 1',
  '=1+1',
  '00123',
]
const strange = [
  '"',
  '""',
  'a"b',
  'x;y',
  'a,b',
  'c|d',
  'ligne 1\nligne 2',
  'fin\r',
  '\t',
  '\\',
  '\\.',
  '\\N',
  '&amp;',
  '<b>',
  ']]>',
  '😀',
  'a\uFEFFb',
  'e\u0301',
  'x'.repeat(300),
  '_x000D_',
  "'",
  '#N/A',
  '{}',
  'NULL',
]
const cellOf = (random: Random) => (random.below(4) === 0 ? random.pick(strange) : random.pick(texts))
const tableOf = (random: Random): string[][] => {
  const width = 1 + random.below(6)
  return Array.from({ length: 1 + random.below(8) }, () => Array.from({ length: width }, () => cellOf(random)))
}
/** Some bytes become others, go or come twice. */
function broken(bytes: Buffer, random: Random): Buffer {
  let found = Buffer.from(bytes)
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(found.length)
    const kind = random.below(4)
    if (kind === 0) found[at] = random.below(256)
    else if (kind === 1) found = found.subarray(0, at)
    else if (kind === 2) found = Buffer.concat([found.subarray(0, at), found.subarray(at + 1 + random.below(20))])
    else found = Buffer.concat([found.subarray(0, at), found.subarray(Math.max(0, at - 30))])
    if (found.length === 0) return Buffer.from('x')
  }
  return found
}

const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '')

/** The lines of a COPY payload in text form, as row numbers and cells. */
function payloadRows(payload: Buffer): { row: number; cells: string[] }[] {
  const back: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\' }
  return payload
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [row = '', ...cells] = line
        .split('\t')
        .map((cell) => cell.replace(/\\(.)/g, (_, letter: string) => back[letter] ?? '?'))
      return { row: Number(row), cells: cells.slice(0, -1) }
    })
}

/** Every row has a number of its own, they rise, and there are as many as are told. */
function expectWhole(sink: { rows: number }, found: readonly { row: number }[]): void {
  if (found.length !== sink.rows) throw new Error(`${sink.rows} rows are told, ${found.length} were given`)
  found.forEach(({ row }, at) => {
    if (!Number.isInteger(row) || row <= (found[at - 1]?.row ?? 0))
      throw new Error(`row ${row} follows ${found[at - 1]?.row}`)
  })
}

/** Only refusals of the file as a whole are let pass. */
async function refused(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof RafaleError && error.code.startsWith('file-')) return error.code
    throw error
  }
}

async function runs(
  count: number,
  salt: number,
  one: (random: Random, run: number) => Promise<void> | void,
): Promise<void> {
  for (let run = 0; run < count * scale; run++) {
    const random = new Random(Math.imul(seed + salt, 2_654_435_761) + run * 7919)
    try {
      await one(random, run)
    } catch (error) {
      throw new Error(`file ${run} of ${count}, RAFALE_TEST_SEED=${seed}: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
}

const sinkOf = (width: number, headerRow = 0) =>
  new CopyRows({ headerRow, columns: Array.from({ length: width }, (_, at) => at), width, rowOffset: 0 })

/** What a text is once it was staged: accents on their letters, nothing else touched. */
const staged = (text: string) => text.normalize('NFC')

it('text of any dialect and encoding, cut anywhere', async () => {
  await runs(files.text, 1, (random) => {
    const table = tableOf(random)
    const delimiter = random.pick(csvDelimiters)
    const encoding = random.pick(csvEncodings)
    const end = random.pick(['\n', '\r\n', '\r', '\r\r\n'])
    const isSingle = encoding === 'windows-1252' || encoding === 'iso-8859-15'
    const quote = (cell: string) =>
      /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter) || random.below(3) === 0
        ? `"${cell.replaceAll('"', '""')}"`
        : cell
    const text = table.map((row) => row.map(quote).join(delimiter)).join(end) + (random.below(2) === 0 ? end : '')
    const sound = iconv.encode(text, encoding)
    const isBroken = random.below(3) === 0
    const bytes = isBroken ? broken(sound, random) : sound
    const width = table[0]!.length
    const copy = new CsvToCopy({ delimiter, headerRow: 0, columns: width })
    const lines = csvLines(copy, bytes, encoding, random)
    if (lines !== copy.rows) throw new Error(`${copy.rows} rows are told, ${lines} were given`)
    if (isBroken || isSingle) return
    const filled = table.filter((row) => !isBlank(row)).length
    // A first line that says its separator, and rows of one cell that are blank lines, are no rows.
    if (copy.rows !== filled)
      throw new Error(`${filled} rows were written, ${copy.rows} read of ${JSON.stringify(text)}`)
  })
}, 240_000)

/** How many records the payload has for whoever reads it as CSV. */
function csvLines(copy: CsvToCopy, bytes: Buffer, encoding: CsvEncoding, random: Random): number {
  const decoder = utf8Decoder(encoding)
  const batches: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const size = 1 + random.below(64)
    batches.push(...copy.write(decoder.write(Buffer.from(bytes.subarray(at, at + size)))))
    at += size
  }
  batches.push(...copy.write(decoder.end()), ...copy.end())
  let lines = 0
  let isQuoted = false
  for (const byte of Buffer.concat(batches)) {
    if (byte === 34) isQuoted = !isQuoted
    else if (byte === 10 && !isQuoted) lines++
  }
  return lines
}

it('XLSX workbooks', async () => {
  await runs(files.xlsx, 2, async (random) => {
    const table = tableOf(random)
    const shared = random.below(2) === 0
    const strings = shared
      ? table.flat().map((cell) => `<si><t xml:space="preserve">${escapeXml(cell)}</t></si>`)
      : undefined
    const width = table[0]!.length
    const rows = shared
      ? table
          .map(
            (row, at) =>
              `<row r="${at + 1}">${row.map((_, column) => `<c t="s"><v>${at * width + column}</v></c>`).join('')}</row>`,
          )
          .join('')
      : inlineRows(table)
    const isBroken = random.below(3) === 0
    const part = `<worksheet><sheetData>${rows}</sheetData></worksheet>`
    const inside = isBroken && random.below(2) === 0
    const sheet = inside ? { part: broken(Buffer.from(part), random) } : { part }
    const bytes = await xlsxOf({ sheets: [sheet], ...(strings ? { strings } : {}) })
    const sink = sinkOf(width)
    const code = await readSheet(isBroken && !inside ? broken(bytes, random) : bytes, 'xlsx', sink)
    const found = payloadRows(Buffer.concat(sink.take(true)))
    expectWhole(sink, found)
    if (isBroken) return
    if (code) throw new Error(`refused: ${code}`)
    const decoded = (cell: string) => staged(cell.replace(/_x000D_/g, '\r'))
    expectSame(
      found,
      table.map((row, at) => ({ row: at + 1, cells: row.map(decoded) })).filter(({ cells }) => !isBlank(cells)),
    )
  })
}, 240_000)

it('ODS workbooks', async () => {
  await runs(files.ods, 3, async (random) => {
    const table = tableOf(random)
    const isBroken = random.below(3) === 0
    const bytes = await odsOf(odsTable(odsRows(table)))
    const sink = sinkOf(table[0]!.length)
    const code = await readSheet(isBroken ? broken(bytes, random) : bytes, 'ods', sink)
    const found = payloadRows(Buffer.concat(sink.take(true)))
    expectWhole(sink, found)
    if (isBroken) return
    if (code) throw new Error(`refused: ${code}`)
    const folded = (cell: string) => staged(cell.replace(/[ \t\r\n]+/g, ' '))
    expectSame(
      found,
      table.flatMap((row, at) => (isBlank(row) ? [] : [{ row: at + 1, cells: row.map(folded) }])),
    )
  })
}, 240_000)

function expectSame(
  found: readonly { row: number; cells: string[] }[],
  wanted: readonly { row: number; cells: string[] }[],
): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (one !== other) throw new Error(`read ${one}, written ${other}`)
}

async function readSheet(bytes: Buffer, format: 'xlsx' | 'ods', sink: CopyRows): Promise<string | undefined> {
  await writeFile(path, bytes)
  return refused(() =>
    withWorkbook(path, format, async (workbook) => {
      await workbook.readSheet(0, sink)
    }),
  )
}

it('files of cards', async () => {
  await runs(files.cards, 4, async (random) => {
    const count = 1 + random.below(6)
    const end = random.pick(['\n', '\r\n', '\r', '\r\r\n'])
    const quoted = (text: string) =>
      [...Buffer.from(text)]
        .map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`)
        .join('')
        .replace(/(.{60})/g, '$1=\n')
    const value = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/[\r\n]+/g, '\\n')
    const cards = Array.from({ length: count }, (_, at) => {
      const [last, note] = [`Nom${at}`, cellOf(random)]
      const lines = [
        'BEGIN:VCARD',
        random.pick(['VERSION:2.1', 'VERSION:3.0', 'VERSION:4.0', 'X-NONE:1']),
        `N:${last};${value(random.pick(texts))}`,
      ]
      lines.push(
        random.below(2) === 0 ? `NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted(note)}` : `NOTE:${value(note)}`,
      )
      if (random.below(3) === 0) lines.push('PHOTO;ENCODING=BASE64:', ' AAAA', '', 'BBBB=', '')
      if (random.below(4) === 0) lines.push('AGENT:', 'BEGIN:VCARD', 'N:Agent', 'END:VCARD')
      return [...lines, random.pick(['END:VCARD', 'end:vcard']), ''].join('\n')
    })
    const encoding = random.pick(['utf-8', 'utf-8', 'utf-16le', 'utf-16be'])
    const isBroken = random.below(3) === 0
    const sound = iconv.encode(cards.join('').replaceAll('\n', end), encoding)
    await writeFile(path, isBroken ? broken(sound, random) : sound)
    const found: string[] = []
    const code = await refused(async () => {
      const detected = await detectCardEncoding(path)
      for await (const card of readCards(path, detected)) found.push(cardRow(card, detected).get('lastName') ?? '')
    })
    if (isBroken) return
    if (code) throw new Error(`refused: ${code}`)
    const wanted = cards.map((_, at) => `Nom${at}`).join()
    if (found.join() !== wanted) throw new Error(`read ${found.join()}, written ${wanted} in ${JSON.stringify(cards)}`)
  })
}, 240_000)

it('XML is read as another parser reads it', async () => {
  const parts = [
    '<a>',
    '</a>',
    '<b x="1" y=\'>\'/>',
    '<c:d e:f="&lt;&#233;">',
    '</c:d>',
    'texte',
    ' é€😀 ',
    '&amp;',
    '&#x41;',
    '<!-- <a> -->',
    '<![CDATA[<x>&y;]]>',
    '<?pi <b>?>',
    '\n',
  ]
  await runs(files.xml, 5, async (random) => {
    const open: string[] = []
    let text = '<root>'
    for (let count = random.below(30); count > 0; count--) {
      const part = random.pick(parts)
      if (part.startsWith('</')) {
        const last = open.pop()
        if (last) text += `</${last}>`
        continue
      }
      const name = /^<([a-c][:d]*)[ >]/.exec(part)?.[1]
      if (name && !part.endsWith('/>')) open.push(name)
      text += part
    }
    text += `${open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')}</root>`
    expect(await ourEvents(text, random)).toBe(theirEvents(text))
  })
}, 120_000)

async function ourEvents(text: string, random: Random): Promise<string> {
  const bytes = Buffer.from(text)
  async function* chunks() {
    for (let at = 0; at < bytes.length;) {
      const size = 1 + random.below(20)
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
  let events = ''
  await readXml(chunks(), {
    read(scanner, kind) {
      if (kind === token.text) events += scanner.text()
      else if (kind === token.close) events += `[/${scanner.name}]`
      else {
        const value = scanner.attributeText(nameCode('f')) ?? scanner.attributeText(nameCode('y')) ?? ''
        events += `[${scanner.name} ${value}]${scanner.isEmpty ? `[/${scanner.name}]` : ''}`
      }
    },
  })
  return events
}

function theirEvents(text: string): string {
  const local = (name: string) => nameCode(name.slice(name.indexOf(':') + 1))
  const parser = new SaxesParser()
  let events = ''
  parser.on('text', (part) => (events += part))
  parser.on('cdata', (part) => (events += part))
  parser.on(
    'opentag',
    ({ name, attributes }) => (events += `[${local(name)} ${attributes['e:f'] ?? attributes['y'] ?? ''}]`),
  )
  parser.on('closetag', ({ name }) => (events += `[/${local(name)}]`))
  parser.write(text).close()
  return events
}

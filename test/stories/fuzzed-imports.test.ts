/** Files of any form, their cells sound or broken: an import never fails for a reason of its own, and loses no row. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RafaleError } from '../../src/shared/errors/rafale-error.ts'
import { examine } from '../../src/server/records/doctor/examine.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { seed as seedBase } from '../../src/server/seed/seed.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { inlineRows, odsOf, odsRows, odsTable, xlsxOf } from '../factories/workbook.ts'
import { readRecords, replayLog } from '../replay-log.ts'

const seed = Number(process.env['RAFALE_TEST_SEED'] ?? 20_260_401)
const numRuns = Number(process.env['RAFALE_TEST_RUNS'] ?? 200)

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seedBase(db.pool)
})
afterAll(() => db.close())

const dialects = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  win1252: 'windows-1252',
  'utf-16le': 'utf-16le',
} as const

const headers = [
  'Code',
  'Nom',
  'Alias',
  'Ville',
  'CP',
  'Pays',
  'Contact',
  'E-mail',
  'Effectif',
  'CA',
  'Dernière visite',
  'Statut',
  'Tags',
  'Société parente',
  'N° TVA',
  'Commentaires',
  'Par défaut',
  'Colonne inconnue',
  '',
]
const strange = fc.constantFrom(
  '',
  ' ',
  '-',
  '?',
  '0',
  '"',
  '""',
  "l'été",
  'a"b',
  'x'.repeat(300),
  'a\u00a0b',
  '31/02/2026',
  '1e9',
  '99999999999',
  '#N/A',
  '=1+1',
  '😀',
  'Œuvre',
  '\\',
  '\\.',
  '\\N',
  'NULL',
  '€',
  '%',
  '{}',
  "'; drop table company; --",
)
const usual = fc.constantFrom(
  'C1',
  'C2',
  'c1',
  'Aprool',
  'Blou',
  'Nantes',
  '44000',
  'FR',
  'France',
  'Mme BLOU Hélène',
  'a@exemple.fr',
  '12',
  '1 234,50',
  '01/02/2026',
  'client',
  'lead',
  'SAP; AWS',
  'FR40303265045',
  'oui',
  'ligne 1\nligne 2',
)
const cell = fc.oneof(
  { weight: 3, arbitrary: usual },
  { weight: 1, arbitrary: strange },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
)

/** The rows a file has for anybody who knows how it is written: those behind its titles that are not blank. */
function rowsOfText(text: string, delimiter: string, lineEnd: string): number {
  const records: string[][] = parse(text, { delimiter, record_delimiter: lineEnd, relax_column_count: true })
  return records.slice(1).filter((record) => record.some((one) => one.trim() !== '')).length
}

const file = fc
  .record({
    titles: fc.uniqueArray(fc.constantFrom(...headers), { minLength: 2, maxLength: 9 }),
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 8 }),
    delimiter: fc.constantFrom(';' as const, ',' as const, '\t' as const, '|' as const),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf-8' as const, 'win1252' as const, 'utf-16le' as const, 'utf-8-bom' as const),
    isRagged: fc.boolean(),
    isQuoted: fc.boolean(),
    noise: fc.option(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { freq: 4 }),
    mode: fc.constantFrom('update' as const, 'update' as const, 'add' as const),
    emptyCells: fc.constantFrom('ignore' as const, 'erase' as const),
    createsMissing: fc.boolean(),
    isGuessed: fc.boolean(),
    container: fc.constantFrom('text' as const, 'text' as const, 'xlsx' as const, 'ods' as const, 'vcf' as const),
  })
  .map(({ titles, rows, delimiter, lineEnd, encoding, isRagged, isQuoted, noise, ...settings }) => {
    const width = titles.length
    const even = rows.map((row) => (isRagged ? row : Array.from({ length: width }, (_, index) => row[index] ?? '')))
    const quote = (text: string) => (isQuoted || /["\r\n;,\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const text = [titles, ...even].map((row) => row.map(quote).join(delimiter)).join(lineEnd) + lineEnd
    const bytes =
      encoding === 'utf-8-bom'
        ? iconv.encode(text, 'utf-8', { addBOM: true })
        : iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' })
    if (noise) bytes[noise.at % bytes.length] = noise.byte
    const dialect = { delimiter, encoding: dialects[encoding], headerRow: 1 }
    const rowCount = noise === null ? rowsOfText(text, delimiter, lineEnd) : undefined
    return { text: { bytes, dialect, rowCount }, titles, rows: even, noise, ...settings }
  })

type Generated = typeof file extends fc.Arbitrary<infer T> ? T : never

/** The same rows in the format asked for: bytes, how they are read when that is said, and how many rows there are. */
async function contain({ container, text, titles, rows, noise }: Generated) {
  if (container === 'text') return text
  const bytes =
    container === 'vcf'
      ? Buffer.from(rows.map(cardOf).join(''))
      : container === 'xlsx'
        ? await xlsxOf({ sheets: [{ rows: inlineRows([titles, ...rows]) }] })
        : await odsOf(odsTable(odsRows([titles, ...rows])))
  if (noise) bytes[noise.at % bytes.length] = noise.byte
  const filled = rows.filter((cells) => cells.some((one) => one.trim() !== '')).length
  return { bytes, dialect: { headerRow: 1 }, rowCount: noise || container === 'vcf' ? undefined : filled }
}

function cardOf([last = '', first = '', company = '', email = '', note = '']: string[]): string {
  const value = (cell: string) => cell.replace(/[\\;,]/g, '\\$&').replace(/[\r\n]+/g, '\\n')
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${value(last)};${value(first)};;;\r\nORG:${value(company)}\r\nEMAIL:${value(email)}\r\nNOTE:${value(note)}\r\nEND:VCARD\r\n`
}

/** Refusals of a whole file that a person can act upon. */
const refusals = /^(file-|mapping-)/

it(
  'never fails but with a reason, gives every row one outcome, and leaves a base that its log explains',
  async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(file, async (generated) => {
        const { isGuessed, mode, emptyCells, createsMissing, container } = generated
        const options = { mode, emptyCells, createsMissing, dateOrder: 'dmy', decimal: ',' } as const
        const { bytes, dialect, rowCount } = await contain(generated)
        const result = await importFile(db.pool, systemActor, {
          ...options,
          bytes,
          ...(isGuessed ? {} : { dialect }),
        }).catch((error: unknown) => {
          if (!(error instanceof RafaleError) || !refusals.test(error.code)) throw error
          return error.code
        })
        const name = typeof result === 'string' ? result : container
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
        if (typeof result === 'string') return
        const { read, created, updated, unchanged, skipped, refused } = result.recap
        expect(created + updated + unchanged + skipped + refused).toBe(read)
        const seen = new Set(result.problems.filter(({ severity }) => severity === 'red').map(({ row }) => row))
        expect(seen.size).toBe(refused)
        for (const { message } of result.problems) expect(message).not.toMatch(/\{\w+\}/)
        if (!isGuessed && rowCount !== undefined) expect(read).toBe(rowCount)
      }),
      { seed, numRuns, endOnFailure: true },
    )
    // Most of the files are imported, or the test would say little.
    for (const container of ['text', 'xlsx', 'ods', 'vcf']) {
      expect(outcomes.get(container) ?? 0, container).toBeGreaterThan(numRuns / 50)
    }
    const { records, breaks } = await replayLog(db.pool)
    expect(breaks).toEqual([])
    expect(await readRecords(db.pool)).toEqual(records)
    expect(
      (await examine(db.pool)).filter(({ count, check }) => count > 0 && check !== 'stale staging tables'),
    ).toEqual([])
  },
  Math.max(300_000, numRuns * 1500),
)

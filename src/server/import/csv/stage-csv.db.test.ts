import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { createStageTable } from './create-stage-table.ts'
import { csvDelimiters, type CsvDelimiter } from './csv-dialect.ts'
import { stageCsv, type StageCsvOptions } from './stage-csv.ts'

let database: TestDatabase
let client: PoolClient
let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rafale-stage-'))
  path = join(folder, 'file.csv')
  database = await testDatabase()
  client = await database.pool.connect()
})
afterAll(async () => {
  client.release()
  await database.close()
  await rm(folder, { recursive: true })
})

/** The file staged into a new table, and what the table then holds, empty cells as ''. */
async function stage(bytes: Buffer | string, columns: number, options: Partial<StageCsvOptions> = {}) {
  await writeFile(path, bytes)
  await client.query('drop table if exists stage')
  await createStageTable({ client, table: 'public.stage', columns })
  const settings = { encoding: 'utf-8', delimiter: ';', headerRow: 1, ...options } as const
  const result = await stageCsv({ client, path, table: 'public.stage', columns, ...settings })
  return { result, rows: await staged() }
}

async function staged(): Promise<(string | number)[][]> {
  const { rows } = await client.query({ text: 'select * from stage order by row_no', rowMode: 'array' })
  // The last columns are for spreadsheets, and for rows of which the others lack something.
  return rows.map((row: (string | number | null)[]) => row.slice(0, -2).map((cell) => cell ?? ''))
}

it('loads what the file says, line ends and end-of-data marks inside cells included', async () => {
  const text = 'Code;Note\r\n001;"a\n\\.\nb"\r\n\\.;\\.\r\n"\\.";"\r\n\\.\r\n"\r\n002;"dit ""oui"""\r\n'
  const { result, rows } = await stage(text, 2)
  expect(rows).toEqual([
    [2, '001', 'a\n\\.\nb'],
    [3, '\\.', '\\.'],
    [4, '\\.', '\r\n\\.\r\n'],
    [5, '002', 'dit "oui"'],
  ])
  expect({ ...result, faults: [...result.faults] }).toEqual({
    rows: 4,
    blankRows: 0,
    faults: [],
    bytes: Buffer.byteLength(text),
  })
})

it('loads a file with everything wrong, one row per record', async () => {
  const text = 'a;b\r1\r"2;x\r3;"y"z"\r\r4;5" nail\r5;u;v\r6;n\0l\r'
  const { result, rows } = await stage(text, 2)
  expect(rows).toEqual([
    [2, '1', ''],
    [3, '', ''],
    [4, '3', 'y"z'],
    [6, '4', '5" nail'],
    [7, '5', 'u'],
    [8, '6', 'nl'],
  ])
  expect(result.blankRows).toBe(1)
  expect([...result.faults].map(({ row, code }) => `${row} ${code}`)).toEqual([
    '2 row-too-short',
    '3 unclosed-quote',
    '4 stray-quote',
    '7 row-too-long',
    '8 nul-removed',
  ])
})

it('loads any cells whatever as they are', async () => {
  const awkward = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '\\', '.', 'N'),
    maxLength: 6,
  })
  const tables = fc.array(fc.tuple(awkward, awkward, fc.constant('x')), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(tables, fc.constantFrom(...csvDelimiters), async (table, delimiter: CsvDelimiter) => {
      const lines = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      const { rows } = await stage(lines.join('\r\n'), 3, { delimiter, headerRow: 0 })
      expect(rows).toEqual(table.map((row, index) => [index + 1, ...row]))
    }),
    { numRuns: 30 },
  )
})

it('agrees with the server on every quoting that it passes through', async () => {
  const noise = fc.string({ unit: fc.constantFrom('a', '"', '"', ';', '\n', '\r', ' ', '\\', '.'), maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(noise, async (text) => {
      const { result, rows } = await stage(`x;y\n${text}\nlast;row\n`, 2)
      expect(rows).toHaveLength(result.rows)
      expect(rows.at(-1)?.slice(1)).toEqual(['last', 'row'])
    }),
    { numRuns: 60 },
  )
})

it.each(['utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const)('decodes %s', async (encoding) => {
  const text = `Nom\tPrix\r\n${'Œuvre d’été\t10 €\r\n'.repeat(20_000)}`.replaceAll(
    '’',
    encoding === 'iso-8859-15' ? "'" : '’',
  )
  const { rows } = await stage(iconv.encode(text, encoding), 2, { encoding, delimiter: '\t' })
  expect(rows).toHaveLength(20_000)
  expect(new Set(rows.map(([, name, price]) => `${name}|${price}`))).toEqual(
    new Set([`Œuvre d${encoding === 'iso-8859-15' ? "'" : '’'}été|10 €`]),
  )
})

it('reports progress in bytes', async () => {
  const seen: number[] = []
  const { result } = await stage(`a;b\n${'x;y\n'.repeat(700_000)}`, 2, { onProgress: (bytes) => seen.push(bytes) })
  expect(seen).toHaveLength(3)
  expect(seen.at(-1)).toBe(result.bytes)
  expect(result.rows).toBe(700_000)
})

it('stops when asked, leaves nothing and a client that goes on', async () => {
  const abort = new AbortController()
  const text = `a;b\n${'x;y\n'.repeat(2_000_000)}`
  const staging = stage(text, 2, { signal: abort.signal, onProgress: () => abort.abort() })
  await expect(staging).rejects.toMatchObject({ name: 'AbortError' })
  expect(await staged()).toEqual([])
  expect((await stage('a;b\nc;d\n', 2)).rows).toEqual([[2, 'c', 'd']])
  await expect(stage(text, 2, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
})

it('says what is wrong with the file as a whole, and the client goes on', async () => {
  await expect(stage('a;b\n\n', 2)).rejects.toThrow('file-no-rows')
  const wide = Array.from({ length: 900 }, (_, index) => `some text ${index}`).join(';')
  await expect(stage(`${wide}\n${wide}\n`, 900)).rejects.toThrow('file-row-too-wide')
  const missing = stageCsv({
    client,
    path: join(folder, 'none'),
    table: 'stage',
    columns: 2,
    encoding: 'utf-8',
    delimiter: ';',
    headerRow: 1,
  })
  await expect(missing).rejects.toThrow('ENOENT')
  expect((await stage('a;b\nc;d\n', 2)).rows).toEqual([[2, 'c', 'd']])
})

it('fails cleanly when the connection is cut', async () => {
  const other = await database.pool.connect()
  other.on('error', () => {})
  await other.query('drop table if exists stage_cut')
  await createStageTable({ client: other, table: 'stage_cut', columns: 2 })
  const { rows } = await other.query('select pg_backend_pid() as pid')
  await writeFile(path, `a;b\n${'x;y\n'.repeat(2_000_000)}`)
  let cut: Promise<unknown> | undefined
  const staging = stageCsv({
    client: other,
    path,
    table: 'stage_cut',
    columns: 2,
    encoding: 'utf-8',
    delimiter: ';',
    headerRow: 1,
    onProgress: () => (cut ??= client.query('select pg_terminate_backend($1)', [rows[0].pid])),
  })
  await expect(staging).rejects.toThrow()
  await cut
  other.release(true)
})

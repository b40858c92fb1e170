/** Whatever is wrong with a file, its mapping or its cells is told in French and English, and writes nothing. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RafaleError } from '../../src/shared/errors/rafale-error.ts'
import { importSettings } from '../../src/shared/contract/import.contract.ts'
import type { ImportRecap } from '../../src/shared/contract/import.contract.ts'
import { runImport } from '../../src/server/import/run-import.ts'
import { onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile, type FileImport } from '../factories/file-import.ts'
import { planText, type TextImport } from '../factories/import-text.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
let before: string
beforeAll(async () => {
  db = await testDatabase()
  await seed(db.pool)
  for (const code of ['A1', 'A2', 'A3']) {
    await saveRecord(db.pool, systemActor, {
      entity: 'company',
      values: { code, name: code === 'A1' ? 'Seul' : 'Pareil', externalId: `E-${code}` },
    })
  }
  before = await tableHash(db.pool)
})
afterAll(async () => {
  expect(await tableHash(db.pool)).toBe(before)
  expect(await rowsOf(db.pool, sql`select id from import_run where state = 'done'`)).toEqual([])
  await db.close()
})

/** A text that names what it speaks of: no place left open, nothing empty between its marks. */
const expectClear = (text: string) => {
  expect(text.length).toBeGreaterThan(15)
  expect(text).not.toMatch(/[{}]|undefined|null|« »|“”|\( *\)|\(ligne \)|\(row \)/)
}

const refused = (error: unknown) => {
  if (!(error instanceof RafaleError)) throw error
  const [french, english] = [error.textIn('fr'), error.textIn('en')]
  expectClear(french)
  expectClear(english)
  expect(french).not.toBe(english)
  return error.code
}

async function codeOf(file: FileImport): Promise<string> {
  const code = await importFile(db.pool, systemActor, file).then(() => 'imported', refused)
  expect(await tableHash(db.pool)).toBe(before)
  expect(await onlyRow(db.pool, sql`select count(*) as n from import_run`)).toEqual({ n: planned })
  return code
}
/** Imports that stay because this file planned them itself. */
let planned = 0

const header = 'Code;Nom;Ville\n'
const bytes = (text: string) => Buffer.from(text, 'latin1')
const wide = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(';')

describe('a file that is no table', () => {
  it.each([
    ['a PDF', bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'), 'file-not-text'],
    ['a workbook cut short', bytes('PK\x03\x04\x14\x00\x06\x00\x08\x00'), 'file-damaged'],
    ['an old workbook cut short', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'file-damaged'],
    ['a picture', bytes('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'), 'file-not-text'],
    ['a web page', '<!DOCTYPE html><html><body>x</body></html>', 'file-not-text'],
    [
      'noise',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index % 7 < 2 ? 0 : (index * 7919) % 256))),
      'file-binary',
    ],
    ['nothing', '', 'file-empty'],
    ['spaces', '  \n \n', 'file-empty'],
    ['titles alone', header, 'file-no-rows'],
    ['titles and blank rows', `${header};;\n\n;;\n`, 'file-no-rows'],
    ['10,000 columns', `${wide}\n${wide}\n`, 'file-too-many-columns'],
    ['text of 32 bits', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x0a, 0, 0, 0]), 'file-encoding-unsupported'],
  ])('%s', async (_name, content, code) => {
    expect(await codeOf({ bytes: content })).toBe(code)
  })

  it('one line of 200 MB', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
    try {
      const path = join(directory, 'line.csv')
      const part = Buffer.alloc(1024 * 1024, 'a')
      await pipeline(function* () {
        for (let written = 0; written < 200; written++) yield part
      }, createWriteStream(path))
      const options = { path, entity: 'company', map: [], keys: [], isDryRun: false } as const
      expect(await runImport({ pool: db.pool, actor: systemActor }, options).catch(refused)).toBe('file-line-too-long')
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

describe('a mapping that cannot be', () => {
  const file = { bytes: `${header}B1;Neuf;Nantes\n` }
  it.each([
    ['no titles, nothing recognised', { bytes: '1;2;3\n4;5;6\n' }, 'mapping-nothing'],
    ['an unknown field', { ...file, map: [{ header: 'Nom', target: 'company.nothing' }] }, 'mapping-target-unknown'],
    ['an unknown column', { ...file, map: [{ header: 'Rien', target: 'company.name' }] }, 'mapping-column-unknown'],
    ['an unknown key', { ...file, keys: ['Rien'] }, 'mapping-column-unknown'],
    [
      'a key that is none',
      { ...file, map: [{ header: 'Ville', target: 'company.comments' }], keys: ['comments'] },
      'mapping-key-not-allowed',
    ],
    [
      'a policy that does not fit',
      { ...file, map: [{ header: 'Nom', target: 'company.name', policy: 'greater' as const }] },
      'mapping-policy-not-allowed',
    ],
    ['no name to add with', { bytes: 'Code;Ville\nB1;Nantes\n', mode: 'add' as const }, 'mapping-name-missing'],
  ])('%s', async (_name, given, code) => {
    expect(await codeOf(given)).toBe(code)
  })

  it('one field fed by two columns, nine keys, no key', async () => {
    const attempt = (given: TextImport) => planText(db.pool, given).then(() => 'planned', refused)
    planned += 3
    expect(await attempt({ text: 'Nom;Société\na;b\n', columns: ['company.name', 'company.name'] })).toBe(
      'mapping-target-twice',
    )
    const keys = ['name', 'alias', 'code', 'externalId', 'vatNumber', 'siren', 'siret', 'phoneMain', 'phoneFax']
    expect(
      await attempt({
        text: `${keys.join(';')}\n${keys.map(() => 'x').join(';')}\n`,
        columns: keys.map((key) => `company.${key}*`),
      }),
    ).toBe('mapping-keys-too-many')
    expect(await attempt({ text: 'Nom\na\n', columns: ['company.name'] })).toBe('mapping-key-missing')
  })

  it('an unknown policy is no setting', () => {
    const column = { column: 0, target: 'company.name', policy: 'perhaps' }
    expect(importSettings.safeParse({ columns: [column] }).success).toBe(false)
  })
})

/** Every row of the file has exactly one outcome. */
const expectWhole = (recap: ImportRecap, rows: number) => {
  const { read, created, updated, unchanged, skipped, refused: red } = recap
  expect(read).toBe(rows)
  expect(created + updated + unchanged + skipped + red).toBe(rows)
}

describe('rows that are ill-formed', () => {
  it.each([
    ['too short', 'B1\n', 'row-too-short', 'created'],
    ['too long', 'B1;Neuf;Nantes;reste\n', 'row-too-long', 'created'],
    [
      'broken characters',
      Buffer.concat([Buffer.from('B1;Ann'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(';Nantes\n')]),
      'invalid-utf8',
      'created',
    ],
    ['NUL characters', 'B1;Ne\0uf;Nantes\n', 'nul-removed', 'created'],
    ['a quote never closed', 'B1;"Neuf;Nantes\n', 'unclosed-quote', 'refused'],
    ['a cell of 2 MB', `B1;${'x'.repeat(2 * 1024 * 1024)};Nantes\n`, 'cell-too-large', 'refused'],
  ] as const)('%s', async (_name, row, code, outcome) => {
    const content = Buffer.concat([Buffer.from(`${header}A1;Seul;Été\nA2;Pareil;Été\n`), Buffer.from(row)])
    for (const language of ['fr', 'en'] as const) {
      const { recap, problems } = await importFile(
        db.pool,
        { ...systemActor, language },
        { bytes: content, isDryRun: true, dialect: { encoding: 'utf-8' } },
      )
      expectWhole(recap, 3)
      const told = problems.find((problem) => problem.code === code)
      expect(told).toMatchObject({ row: 4, severity: outcome === 'refused' ? 'red' : 'yellow' })
      expectClear(told?.message ?? '')
      // A row of one cell has no name, so no company is made of it.
      expect(recap[outcome === 'created' && code === 'row-too-short' ? 'refused' : outcome]).toBe(1)
    }
    expect(await tableHash(db.pool)).toBe(before)
  })
})

const cells: [name: string, target: string, cell: string, code: string][] = [
  ['a day that does not exist', 'company.lastVisit', '31/02/2026', 'date-invalid'],
  ['no day at all', 'company.lastVisit', 'demain', 'date-invalid'],
  ['a number too large', 'company.employees', '2147483648', 'number-invalid'],
  ['a number with letters', 'company.employees', '12a', 'number-invalid'],
  ['an amount too large', 'company.annualRevenue', '1000000000000000', 'number-invalid'],
  ['an amount that is rounded to one too large', 'company.annualRevenue', '999999999999999,999', 'number-invalid'],
  ['a value too long', 'company.alias', 'x'.repeat(201), 'value-too-long'],
  ['an unknown list value', 'company.industry', 'Magie', 'list-value-unknown'],
  ['an unknown tag', 'company.environment', 'SAP; Magie', 'list-value-unknown'],
  ['an unknown option', 'company.salesStatus', 'ami', 'option-unknown'],
  ['an unknown user', 'company.accountManager', 'personne@exemple.fr', 'reference-unknown'],
  ['an unknown company', 'company.parent', 'Z9', 'reference-unknown'],
  ['an unknown country', 'address.country', 'Atlantide', 'country-unknown'],
  ['neither yes nor no', 'company.isTaxExempt', 'peut-être', 'boolean-invalid'],
  ['a taken external id', 'company.externalId', 'e-a2', 'value-not-available'],
  ['a prospect without telemarketer', 'company.salesStatus', 'prospect', 'required-when'],
]

describe('a cell that cannot be refuses its row alone', () => {
  it.each(cells)('%s', async (_name, target, cell, code) => {
    for (const language of ['fr', 'en'] as const) {
      planned++
      const { recap, problems } = await planText(db.pool, {
        text: `Code;Nom;Valeur\nA1;Seul;\nB1;Neuf;"${cell}"\nB2;Autre;\n`,
        columns: ['company.code*', 'company.name', target],
        actor: { ...systemActor, language },
      })
      expectWhole(recap, 3)
      expect(recap).toMatchObject({ unchanged: 1, created: 1, refused: 1 })
      const red = problems.filter(({ severity }) => severity === 'red')
      expect(red).toMatchObject([{ row: 3, code }])
      expectClear(red[0]?.message ?? '')
    }
  })
})

describe('rows that cannot be told apart', () => {
  it.each([
    [
      'a key that several companies have',
      'Nom;Alias\nPareil;x\n',
      ['company.name*', 'company.alias'],
      ['match-ambiguous'],
    ],
    [
      'two keys that point at one company',
      'Code;ID;Alias\nA1;;x\n;E-A1;y\n',
      ['company.code*', 'company.externalId*', 'company.alias'],
      ['match-shared', 'match-shared'],
    ],
    [
      'a code that repeats without anything to add',
      'Code;Nom\nB1;Neuf\nB1;Encore\n',
      ['company.code*', 'company.name'],
      ['row-repeats'],
    ],
    [
      'an external id twice in the file',
      'Code;Nom;ID\nB1;Neuf;X\nB2;Autre;x\n',
      ['company.code*', 'company.name', 'company.externalId'],
      ['value-not-available', 'value-not-available'],
    ],
    [
      'an id of another installation',
      'ID Rafale;Alias\n00000000-1;x\n',
      ['company.rafaleId*', 'company.alias'],
      ['rafale-id-unknown'],
    ],
  ])('%s', async (_name, text, columns, codes) => {
    planned++
    const { recap, problems } = await planText(db.pool, { text, columns })
    expectWhole(recap, text.trim().split('\n').length - 1)
    const red = problems.filter(({ severity }) => severity === 'red')
    expect(red.map(({ code }) => code)).toEqual(codes)
    for (const { message } of red) expectClear(message)
    expect(recap.refused).toBe(codes.length)
  })
})

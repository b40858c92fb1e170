import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { runImport } from '../import/run-import.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { systemActor } from '../platform/auth/actor.ts'
import { exampleFile } from './example-file.ts'
import { loadDemo } from './load-demo.ts'

const path = fileURLToPath(new URL('../../../examples/clients-a-importer.csv', import.meta.url))

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await prepareDatabase(db.pool)
  await loadDemo(db.pool, systemActor, { companies: 600 })
})
afterAll(() => db.close())

test('the example file is as scripts/make-example.mjs makes it', async () => {
  expect((await readFile(path)).equals(iconv.encode(exampleFile(), 'windows-1252'))).toBe(true)
})

test('it is recognised whole, mostly fine, and has every mistake it is meant to have', async () => {
  const result = await runImport(
    { pool: db.pool, actor: systemActor },
    { path, entity: 'company', map: [], keys: [], isDryRun: true },
  )
  expect(result.recap).toMatchObject({ matched: 70 })
  expect(result.recap.refused).toBeLessThan(result.recap.read / 10)
  expect([...new Set(result.problems.map(({ code }) => code))].sort()).toEqual([
    'code-numbered',
    'contact-name-unsure',
    'country-unknown',
    'date-invalid',
    'email-doubtful',
    'list-value-unknown',
    'name-missing',
    'number-invalid',
    'option-unknown',
    'phone-doubtful',
    'reference-unknown',
    'required-when',
    'row-differs',
    'value-too-long',
    'vat-doubtful',
  ])
})

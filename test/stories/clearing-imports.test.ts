/** What imports leave behind goes in its time: staging, drafts, files. The report and the refused rows stay readable. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buffer } from 'node:stream/consumers'
import { clearImports } from '../../src/server/import/clear-imports.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { refusedFile } from '../../src/server/import/refused-file.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { stageImport } from '../../src/server/import/stage-import.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { execute, onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importText, planText } from '../factories/import-text.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const given = {
  text: 'Code;Nom;Pays\nC1;Un;FR\nC2;Deux;ANG\n',
  columns: ['company.code*', 'company.name', 'address.country'],
}
const age = (id: number, days: number) =>
  execute(db.pool, sql`update import_run set touched_at = now() - make_interval(days => ${days}) where id = ${id}`)
const stageOf = async (id: number) =>
  (
    await rowsOf(
      db.pool,
      sql`select from pg_tables where schemaname = 'stage' and starts_with(tablename, ${`import_${id}_`})`,
    )
  ).length
const refusedOf = async (id: number) =>
  (await buffer(await refusedFile(db.pool, await findImport(db.pool, systemActor, id), 'fr'))).toString()

it('an applied import keeps its report and its refused rows, without its tables; after 90 days the files go too', async () => {
  const { importId } = await importText(db.pool, given)
  const before = await refusedOf(importId)
  expect(before).toContain('C2;Deux;ANG')
  expect(await clearImports(db.pool)).toMatchObject({ applied: 0 })
  await age(importId, 2)
  expect(await clearImports(db.pool)).toEqual({ applied: 1, untouched: 0, drafts: 0, files: 0 })
  expect(await stageOf(importId)).toBe(0)
  expect(await refusedOf(importId)).toBe(before)
  expect(await clearImports(db.pool)).toMatchObject({ applied: 0 })
  await age(importId, 91)
  expect((await clearImports(db.pool)).files).toBeGreaterThan(0)
  await expect(refusedOf(importId)).rejects.toMatchObject({ code: 'file-expired' })
  expect((await findImport(db.pool, systemActor, importId)).recap).toMatchObject({ created: 1, refused: 1 })
  const { chunks } = await onlyRow<{ chunks: number }>(db.pool, sql`select count(*) as chunks from stored_file_chunk`)
  expect(chunks).toBe(0)
})

it('a draft left alone for a week loses its tables and keeps its mapping; after 90 days it is gone', async () => {
  const { importId, run } = await planText(db.pool, given)
  const other = await planText(db.pool, given)
  await age(importId, 8)
  expect(await clearImports(db.pool)).toEqual({ applied: 0, untouched: 1, drafts: 0, files: 0 })
  expect([await stageOf(importId), (await stageOf(other.importId)) > 0]).toEqual([0, true])
  const left = await findImport(db.pool, systemActor, importId)
  expect(left).toMatchObject({ state: 'uploaded', settings: run.settings })
  await stageImport({ pool: db.pool, actor: systemActor, importId })
  expect((await runPlan({ pool: db.pool, actor: systemActor, importId })).recap).toEqual(run.recap)
  expect(await clearImports(db.pool)).toMatchObject({ untouched: 0 })
  await age(importId, 91)
  expect(await clearImports(db.pool)).toMatchObject({ drafts: 1 })
  await expect(findImport(db.pool, systemActor, importId)).rejects.toMatchObject({ code: 'not-found' })
})

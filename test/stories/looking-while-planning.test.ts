/** While an import is planned anew, what was planned before can be looked at, and what is corrected meanwhile is not lost. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { correctImport } from '../../src/server/import/correct-import.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { listProblems } from '../../src/server/import/list-problems.ts'
import { listRows } from '../../src/server/import/list-rows.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { planText } from '../factories/import-text.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const given = {
  text: 'Code;Nom;Pays\nC1;Un;ANG\nC2;Deux;FR\n',
  columns: ['company.code*', 'company.name', 'address.country'],
}

it('rows and problems are read in the middle of a plan; a correction made then makes the recap stale', async () => {
  const { importId, run } = await planText(db.pool, given)
  const seen: unknown[] = []
  const look = async () => {
    const rows = await listRows(db.pool, systemActor, await findImport(db.pool, systemActor, importId), {})
    const problems = await listProblems(db.pool, run, 'en', { limit: 10 })
    seen.push([rows.rows.map(({ outcome }) => outcome), problems.map(({ code }) => code)])
  }
  let isFirst = true
  await runPlan({
    pool: db.pool,
    actor: systemActor,
    importId,
    run: {
      watch: async () => undefined,
      report: async (step) => {
        if (step === 'plan-count') await look()
        if (!isFirst) return
        isFirst = false
        await correctImport(db.pool, run, { column: 2, row: 2, to: 'GB' })
      },
    },
  })
  expect(seen).toEqual([[['refused', 'created'], ['country-unknown']]])
  expect((await findImport(db.pool, systemActor, importId)).isStale).toBe(true)
  const { recap } = await runPlan({ pool: db.pool, actor: systemActor, importId })
  expect(recap).toMatchObject({ created: 2, refused: 0 })
  expect((await findImport(db.pool, systemActor, importId)).isStale).toBe(false)
})

it('tables of a plan that had contacts are gone once none are mapped any more', async () => {
  const { importId } = await planText(db.pool, {
    ...given,
    columns: ['company.code*', 'company.name', 'contact.lastName'],
  })
  await db.pool.query(
    `update import_run set settings = jsonb_set(settings, '{columns,2,target}', 'null') where id = ${importId}`,
  )
  const planAgain = () => runPlan({ pool: db.pool, actor: systemActor, importId })
  await planAgain()
  await planAgain()
  const left = await rowsOf(
    db.pool,
    sql`select tablename from pg_tables where schemaname = 'stage' and tablename like '%contact%'`,
  )
  expect(left).toEqual([])
})

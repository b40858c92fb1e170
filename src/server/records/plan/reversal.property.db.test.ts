/** Whatever was done can be taken back: any change set, any import, alone, after others, or all at once. */
import { runWithoutJob } from '../../platform/jobs/job-run.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeChanges, move, type Move } from '../../../../test/change-maker.ts'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { importText } from '../../../../test/factories/import-text.ts'
import { randomImport, type ImportDraft } from '../../../../test/random-import.ts'
import { tableHash } from '../../../../test/table-hash.ts'
import { reverse } from '../../jobs/reverse.ts'
import { execute, onlyRow, rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Pool } from 'pg'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { seed as seedBase } from '../../seed/seed.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { examine } from '../doctor/examine.ts'
import { restoreSource, undoSource } from './reversal-source.ts'

const seed = Number(process.env['RAFALE_TEST_SEED'] ?? 20_260_214)
const numRuns = Number(process.env['RAFALE_TEST_RUNS'] ?? 16)
/** Looking for the smallest failure takes minutes: asked for with RAFALE_TEST_SHRINK=1. */
const isShrunk = process.env['RAFALE_TEST_SHRINK'] === '1'

const run = { actor: systemActor, ...runWithoutJob() }
const undo = async (pool: Pool, changeSet: number, conflicts: 'keep' | 'revert' = 'keep') =>
  reverse(pool, run, {
    head: { kind: 'undo', undoes: changeSet },
    sourceOf: () => undoSource(changeSet, conflicts),
  })
const restore = (pool: Pool, position: number) =>
  reverse(pool, run, {
    head: { kind: 'restore' },
    sourceOf: (client, name) => restoreSource(client, position, `${name}_source`),
  })

/** Nothing that the base holds points nowhere, and the search knows what it holds. */
async function expectSound(pool: Pool): Promise<void> {
  expect((await examine(pool)).filter(({ count, check }) => count > 0 && check !== 'stale staging tables')).toEqual([])
  const lost = await rowsOf(
    pool,
    sql`select 'contact' as entity, t.id from contact as t where not exists (select from company as c where c.id = t.company_id)
        union all select 'address', a.id from address as a where not exists (select from company as c where c.id = a.company_id)
                                                               and not exists (select from contact as t where t.id = a.contact_id)
        union all select 'default address', c.id from company as c where c.default_address_id is not null
             and not exists (select from address as a where a.id = c.default_address_id and a.company_id = c.id)
        union all select 'default contact', c.id from company as c where c.default_contact_id is not null
             and not exists (select from contact as t where t.id = c.default_contact_id and t.company_id = c.id)
        union all select 'default address of contact', t.id from contact as t where t.default_address_id is not null
             and not exists (select from address as a where a.id = t.default_address_id and a.contact_id = t.id)`,
  )
  expect(lost).toEqual([])
}

const positionOf = async (db: Queryable) =>
  (await onlyRow<{ position: number }>(db, sql`select coalesce(max(position), 0) as position from change_set`)).position

/** A step of a history; `undo` takes an earlier change set back, whatever came since. */
type Step =
  | { kind: 'changes'; moves: Move[] }
  | { kind: 'import'; draft: ImportDraft }
  | { kind: 'undo'; pick: number; conflicts: 'keep' | 'revert' }

const changes = fc.array(move, { minLength: 1, maxLength: 6 }).map((moves): Step => ({ kind: 'changes', moves }))
const imports = randomImport.map((draft): Step => ({ kind: 'import', draft }))
const undos = fc
  .record({ pick: fc.nat(9), conflicts: fc.constantFrom('keep', 'revert') })
  .map((one): Step => ({ kind: 'undo', ...one }))

/** The step is done; its change set, or null when it changed nothing. */
async function take(pool: Pool, step: Step, before: readonly number[]): Promise<number | null> {
  switch (step.kind) {
    case 'changes':
      return makeChanges(pool, step.moves)
    case 'import':
      return (await importText(pool, step.draft)).applied.changeSet
    case 'undo': {
      const chosen = before[step.pick % Math.max(1, before.length)]
      if (chosen === undefined) return null
      return undo(pool, chosen, step.conflicts).then(
        ({ changeSet }) => changeSet,
        (error: unknown) => {
          if (error instanceof RafaleError && error.code === 'nothing-to-undo') return null
          throw error
        },
      )
    }
  }
}

const start: Move[] = [0, 1, 2, 3].flatMap((value): Move[] => [
  { kind: 'create', entity: 'company', pick: value, value },
])
const startChildren: Move[] = [0, 1, 2, 3, 4, 5].flatMap((pick): Move[] => [
  { kind: 'child', entity: 'contact', pick, value: pick },
  { kind: 'child', entity: 'address', pick, value: pick + 3 },
])
const startDefaults: Move[] = [0, 1, 2].flatMap((pick): Move[] => [
  { kind: 'default', entity: 'company', pick, value: pick },
  { kind: 'child', entity: 'company', pick, value: pick },
])

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await seedBase(database.pool)
})
afterAll(() => database.close())

/** A base with a few companies, contacts and addresses, and no history but theirs. */
async function withBase(work: (pool: Pool) => Promise<void>): Promise<void> {
  const { pool } = database
  await execute(
    pool,
    sql`truncate company, contact, address, company_search, contact_search, change, change_set, restore_point, import_run cascade`,
  )
  for (const moves of [start, startChildren, startDefaults]) await makeChanges(pool, moves)
  await expectSound(pool)
  await work(pool)
}

it('a change set undone gives the tables back, the undo undone gives them again, and so does a restore', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: changes }, { weight: 2, arbitrary: imports }), {
        minLength: 1,
        maxLength: 4,
      }),
      (steps) =>
        withBase(async (pool) => {
          const marks: { position: number; hash: string }[] = []
          for (const step of steps) {
            const before = await tableHash(pool)
            marks.push({ position: await positionOf(pool), hash: before })
            const changeSet = await take(pool, step, [])
            await expectSound(pool)
            const after = await tableHash(pool)
            if (changeSet === null) {
              expect(after).toBe(before)
              continue
            }
            const undone = await undo(pool, changeSet)
            expect(undone.conflicts).toBe(0)
            expect(await tableHash(pool)).toBe(before)
            await expectSound(pool)
            await undo(pool, undone.changeSet)
            expect(await tableHash(pool)).toBe(after)
            await expectSound(pool)
          }
          const end = await tableHash(pool)
          for (const { position, hash } of marks) {
            if (hash === (await tableHash(pool))) continue
            const restored = await restore(pool, position)
            expect(await tableHash(pool)).toBe(hash)
            await expectSound(pool)
            await undo(pool, restored.changeSet)
            expect(await tableHash(pool)).toBe(end)
          }
        }),
    ),
    { seed, numRuns, endOnFailure: !isShrunk },
  )
}, 300_000)

it('whatever is undone after later changes leaves nothing that points nowhere, and can be undone itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(changes, { minLength: 1, maxLength: 3 }),
      fc.array(fc.oneof({ weight: 1, arbitrary: changes }, { weight: 2, arbitrary: undos }), {
        minLength: 1,
        maxLength: 5,
      }),
      (first, then) =>
        withBase(async (pool) => {
          const made: number[] = (await rowsOf<{ id: number }>(pool, sql`select id from change_set order by id`)).map(
            ({ id }) => id,
          )
          for (const step of [...first, ...then]) {
            const before = await tableHash(pool)
            const changeSet = await take(pool, step, made)
            await expectSound(pool)
            if (changeSet === null) continue
            made.push(changeSet)
            if (step.kind !== 'undo') continue
            const after = await tableHash(pool)
            const back = await undo(pool, changeSet)
            expect(await tableHash(pool)).toBe(before)
            await expectSound(pool)
            await undo(pool, back.changeSet)
            expect(await tableHash(pool)).toBe(after)
          }
        }),
    ),
    { seed, numRuns, endOnFailure: !isShrunk },
  )
}, 300_000)

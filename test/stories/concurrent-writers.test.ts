/** Several people and imports write at once: whatever the order, none of it is lost, and the log tells it as it was. */
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { RafaleError } from '../../src/shared/errors/rafale-error.ts'
import { reverse } from '../../src/server/jobs/reverse.ts'
import { onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { examine } from '../../src/server/records/doctor/examine.ts'
import { deleteRecord } from '../../src/server/records/edit/delete-records.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import type { RecordEdit } from '../../src/server/records/edit/record-edit.ts'
import { undoSource } from '../../src/server/records/plan/reversal-source.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importText } from '../factories/import-text.ts'
import { readRecords, replayLog } from '../replay-log.ts'

const companies = 120

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
  await importText(db.pool, {
    text: `Code;Nom;Ville;Contact\n${codes()
      .map((code) => `${code};Nom ${code};Nantes;Mme BLOU Hélène`)
      .join('\n')}\n`,
    columns: ['company.code*', 'company.name', 'address.city', 'contact.fullName'],
  })
})
afterEach(async () => {
  // Every test ends with a base that its log explains.
  const { records, breaks } = await replayLog(db.pool)
  expect(breaks).toEqual([])
  expect(await readRecords(db.pool)).toEqual(records)
  expect((await examine(db.pool)).filter(({ count }) => count > 0)).toEqual([])
  await db.close()
})

const codes = (from = 0, to = companies) => Array.from({ length: to - from }, (_, index) => `K${from + index}`)
const idOf = async (code: string) =>
  (await onlyRow<{ id: number }>(db.pool, sql`select id from company where code = ${code}`)).id
const undo = (changeSet: number) =>
  reverse(
    db.pool,
    { actor: systemActor, ...runWithoutJob() },
    { head: { kind: 'undo', undoes: changeSet }, sourceOf: () => undoSource(changeSet, 'keep') },
  )

/** As a person does it who is told that the record changed, or that somebody is writing: look again, and try again. */
async function edit(code: string, values: RecordEdit['values']): Promise<number | null> {
  for (;;) {
    const [found] = await rowsOf<{ id: number; version: number }>(
      db.pool,
      sql`select id, version from company where code = ${code}`,
    )
    if (!found) return null
    try {
      return (await saveRecord(db.pool, systemActor, { entity: 'company', ...found, values })).changeSet
    } catch (error) {
      if (
        !(error instanceof RafaleError) ||
        !['record-changed', 'busy-writing', 'busy-elsewhere', 'not-found'].includes(error.code)
      )
        throw error
      // oxlint-disable-next-line no-await-in-loop -- the others go first
      await sleep(20)
    }
  }
}

it('two imports of the same companies: one after the other, the second on what the first left', async () => {
  const [aliases, renamed] = await Promise.all([
    importText(db.pool, {
      text: `Code;Alias;Effectif\n${codes(0, 90)
        .map((code) => `${code};a-${code};5`)
        .join('\n')}\n`,
      columns: ['company.code*', 'company.alias', 'company.employees'],
    }),
    importText(db.pool, {
      text: `Code;Nom;Effectif;Ville\n${codes(30, 150)
        .map((code) => `${code};b-${code};7;Rezé`)
        .join('\n')}\n`,
      columns: ['company.code*', 'company.name', 'company.employees:greater', 'address.city'],
    }),
  ])
  expect([aliases.applied.stale, renamed.applied.stale]).toEqual([0, 0])
  const counted = await onlyRow(
    db.pool,
    sql`select count(*) filter (where alias = 'a-' || code) as aliases, count(*) filter (where name = 'b-' || code) as renamed,
               count(*) as all from company`,
  )
  expect(counted).toEqual({ aliases: 90, renamed: 120, all: 150 })
})

it('an import while people edit: every edit that was confirmed is in the log, every cell explained', async () => {
  const importing = importText(db.pool, {
    text: `Code;Nom;Alias\n${codes()
      .map((code) => `${code};importé ${code};alias`)
      .join('\n')}\n`,
    columns: ['company.code*', 'company.name', 'company.alias'],
  })
  const edits = await Promise.all(
    codes(0, 20).map((code) => edit(code, { phoneMain: '01 99 00 12 34', alias: 'main' })),
  )
  const { applied } = await importing
  expect(edits.every((changeSet) => changeSet !== null)).toBe(true)
  const phones = await onlyRow<{ n: number }>(
    db.pool,
    sql`select count(*) as n from company where phone_main = '01 99 00 12 34'`,
  )
  expect(phones.n).toBe(20)
  // A company that was edited between the plan and its writing is left as it is, and told.
  const named = await onlyRow<{ n: number }>(db.pool, sql`select count(*) as n from company where name like 'importé%'`)
  expect(named.n).toBe(companies - applied.stale)
})

it('two undos at once: each takes back its own', async () => {
  const first = await importText(db.pool, {
    text: `Code;Alias\n${codes(0, 80)
      .map((code) => `${code};un`)
      .join('\n')}\n`,
    columns: ['company.code*', 'company.alias'],
  })
  const second = await importText(db.pool, {
    text: `Code;Effectif\n${codes(40, 120)
      .map((code) => `${code};9`)
      .join('\n')}\n`,
    columns: ['company.code*', 'company.employees'],
  })
  const undone = await Promise.all([first, second].map(({ applied }) => undo(applied.changeSet ?? 0)))
  expect(undone.map(({ conflicts }) => conflicts)).toEqual([0, 0])
  const left = await onlyRow<{ n: number }>(
    db.pool,
    sql`select count(*) as n from company where alias is not null or employees is not null`,
  )
  expect(left.n).toBe(0)
})

it('companies deleted while contacts are added to them, by people and by an import: none is left without its company', async () => {
  const targets = codes(0, 30)
  const ids = await Promise.all(targets.map(idOf))
  const quiet = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!(error instanceof RafaleError)) throw error
    })
  const add = (company: number) =>
    quiet(saveRecord(db.pool, systemActor, { entity: 'contact', values: { company, lastName: 'Ajouté' } }))
  const remove = async (id: number) => {
    const found = await rowsOf<{ version: number }>(db.pool, sql`select version from company where id = ${id}`)
    if (found[0]) await quiet(deleteRecord(db.pool, systemActor, { entity: 'company', id, ...found[0] }))
  }
  await Promise.all([
    importText(db.pool, {
      text: `Code;Contact\n${targets.map((code) => `${code};M. NEUF Louis`).join('\n')}\n`,
      columns: ['company.code*', 'contact.fullName'],
      settings: { createsMissing: false },
    }),
    ...ids.map((id, index) => sleep(index * 10).then(() => Promise.all([add(id), remove(id), add(id)]))),
  ])
})

it('an import that deletes leaves the company that gained a contact since it was planned', async () => {
  const importing = importText(db.pool, {
    text: `Code;Alias\n${codes(1)
      .map((code) => `${code};reste`)
      .join('\n')}\n`,
    columns: ['company.code*', 'company.alias'],
    settings: { mode: 'update-with-deletion' },
    confirmation: { confirmDeletions: 1 },
  })
  const company = await idOf('K0')
  await Promise.all([
    importing,
    ...[0, 40, 80, 120, 160, 200].map((wait) =>
      sleep(wait).then(() =>
        saveRecord(db.pool, systemActor, { entity: 'contact', values: { company, lastName: `Après ${wait}` } }).catch(
          () => undefined,
        ),
      ),
    ),
  ])
})

it('positions are in the order of commit', async () => {
  await Promise.all(codes(0, 40).map((code) => edit(code, { alias: code })))
  const order = await rowsOf<{ position: number; at: string }>(
    db.pool,
    sql`select position, at from change_set order by position`,
  )
  expect(order.every(({ position }) => position !== null)).toBe(true)
  // The moment is taken under the lock of the log, so it grows with the position.
  expect(order.map(({ at }) => at).toSorted()).toEqual(order.map(({ at }) => at))
})

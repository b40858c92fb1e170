import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { execute, onlyRow, rowsOf, sql } from '../../platform/database/sql.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { deleteRecord } from '../edit/delete-records.ts'
import { saveRecord } from '../edit/save-record.ts'
import { hiddenSubjects } from './hidden-subjects.ts'
import { subjectIsVisible } from './subject-is-visible.ts'

type Made = { id: number; isRestricted: boolean; users: number[]; isGone: boolean; company?: Made }

let database: TestDatabase
const made: Made[] = []
const actors: Actor[] = [1, 2].map((userId) => ({
  ...systemActor,
  userId,
  rights: new Set(['company.see', 'contact.see']),
}))

/** Every mix of restricted or not, granted to nobody, one or both, there or gone, for companies and their contacts. */
beforeAll(async () => {
  database = await testDatabase()
  const mixes = [false, true].flatMap((isGone) =>
    [undefined, [], [1], [1, 2]].map((users) => ({ isGone, isRestricted: users !== undefined, users: users ?? [] })),
  )
  for (const [index, mix] of mixes.entries()) {
    const company = await make('company', { name: `Company ${index}` }, mix)
    for (const one of mixes) await make('contact', { company: company.id, lastName: 'X' }, one, company)
  }
  for (const one of made.filter(({ isGone, company }) => isGone && company)) await remove('contact', one.id)
  for (const one of made.filter(({ isGone, company }) => isGone && !company)) await remove('company', one.id)
})
afterAll(() => database.close())

async function make(
  entity: 'company' | 'contact',
  values: Record<string, string | number>,
  mix: Omit<Made, 'id'>,
  company?: Made,
) {
  const { id } = await saveRecord(database.pool, systemActor, { entity, values })
  const record: Made = { ...mix, id, ...(company ? { company } : {}) }
  made.push(record)
  if (mix.isRestricted) {
    await execute(database.pool, sql`update ${sql.id(entity)} set is_restricted = true where id = ${id}`)
    await execute(
      database.pool,
      sql`insert into access_grant (record_id, user_id) select ${id}::bigint, unnest(${mix.users}::bigint[])`,
    )
  }
  return record
}

async function remove(entity: 'company' | 'contact', id: number) {
  const { version } = await onlyRow<{ version: number }>(
    database.pool,
    sql`select version from ${sql.id(entity)} where id = ${id}`,
  )
  await deleteRecord(database.pool, systemActor, { entity, id, version })
}

/** The rule said plainly. */
const mayBeSeen = ({ isRestricted, users, company }: Made, actor: Actor): boolean =>
  (!isRestricted || users.includes(actor.userId ?? 0)) && (!company || mayBeSeen(company, actor))

describe.each(actors)('what is hidden from user $userId in the log', (actor) => {
  it('is the same said row by row, as a set, and plainly; of what was deleted too', async () => {
    const expected = made.filter((one) => !mayBeSeen(one, actor)).map(({ id }) => id)
    const asSet = await rowsOf<{ id: number }>(
      database.pool,
      sql`select id from (${hiddenSubjects(actor)}) as hidden order by id`,
    )
    const byRow = await rowsOf<{ id: number }>(
      database.pool,
      sql`select distinct change.subject_id as id from change where not ${subjectIsVisible(sql`change.subject_id`, actor)} order by 1`,
    )
    expect(asSet.map(({ id }) => id)).toEqual(expected)
    expect(byRow.map(({ id }) => id)).toEqual(expected)
  })
})

it('hides nothing from who sees all', async () => {
  expect(await rowsOf(database.pool, hiddenSubjects(systemActor))).toEqual([])
})

/** A record's page costs the same few queries whatever the record holds. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { saveRecord } from '../edit/save-record.ts'
import { getRecord } from './get-record.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** The database, counting what it is asked. */
function counted(): { db: Queryable; queries: () => number } {
  let queries = 0
  const db = new Proxy(database.pool, {
    get(pool, name) {
      const value: unknown = Reflect.get(pool, name)
      if (name === 'query') queries++
      return typeof value === 'function' ? (value.bind(pool) as unknown) : value
    },
  })
  return { db, queries: () => queries }
}

it('reads a record of any references, hidden and deleted ones too, in five queries at most', async () => {
  const save = (values: Record<string, string | number>) =>
    saveRecord(database.pool, systemActor, { entity: 'company', values: { salesStatus: 'client', ...values } })
  const hidden = await save({ name: 'Cachée' })
  const shown = await save({ name: 'Filiale', parent: hidden.id })
  await database.pool.query('update company set is_restricted = true where id = $1', [hidden.id])
  const { id: userId } = await onlyRow<{ id: number }>(
    database.pool,
    sql`with made as (insert into role (code, label_fr, label_en, rights) values ('reader', 'Lecteur', 'Reader', '{}') returning id)
        insert into app_user (email, name, role_id) select 'lea@exemple.fr', 'Léa', made.id from made returning id`,
  )
  const reader: Actor = {
    ...systemActor,
    userId,
    rights: new Set([...systemActor.rights].filter((right) => right !== 'seeAll')),
  }
  for (const actor of [systemActor, reader]) {
    const { db, queries } = counted()
    expect((await getRecord(db, actor, 'company', shown.id)).label).toBe('Filiale')
    expect(queries()).toBeGreaterThan(0)
    expect(queries()).toBeLessThanOrEqual(5)
  }
})

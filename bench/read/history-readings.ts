import type { Pool } from 'pg'
import { getHistory } from '../../src/server/records/read/get-history.ts'
import { getRecord } from '../../src/server/records/read/get-record.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { idsOf, type Reading } from './reading.ts'

const changesOfOne = 10_000
/** Of the changes of the one, one in so many touches the field that is asked for. */
const rareOneIn = 100
/** Changes in the whole base, a company. */
const changesEach = 20

/** One company has 10,000 changes, and the base 20 for each of its companies; its id. */
export async function fillHistory(pool: Pool): Promise<number> {
  const { id, rows } = await onlyRow<{ id: number; rows: number }>(
    pool,
    sql`select min(id) filter (where not is_restricted) as id, count(*) as rows from company`,
  )
  await pool.query(`
    with made as (
      insert into change_set (kind, position) select 'edit', (select max(position) from change_set) + n from generate_series(1, ${changesOfOne}) as n
      returning id
    )
    insert into change (change_set_id, record_id, subject_id, entity, action, fields)
      select made.id, ${id}, ${id}, 'company', 'u',
             jsonb_build_object(case when made.id % ${rareOneIn} = 0 then 'comments' else 'employees' end, jsonb_build_array(made.id, made.id + 1))
        from made`)
  for (;;) {
    const { changes } = await onlyRow<{ changes: number }>(pool, sql`select count(*) as changes from change`)
    if (changes >= changesEach * rows) break
    await pool.query(`
      with made as (
        insert into change_set (kind, position) select 'journal', max(position) + 1 from change_set returning id
      )
      insert into change (change_set_id, record_id, subject_id, entity, action, fields)
        select made.id, r.id, r.id, 'company', 'u', '{"employees": [1, 2]}' from company as r cross join made where r.id <> ${id}`)
  }
  await pool.query('analyze change')
  return id
}

const bareHistory = (where: string) =>
  `select distinct change.change_set_id as id from change join change_set on change_set.id = change.change_set_id
    where change.subject_id = $1 and ${where} order by 1 desc limit 50`

/** The record with 10,000 changes: its page, and its history's first page, far page and field. */
export function historyReadings(id: number): Reading[] {
  const page = (what: string, query: { before?: string; field?: string }, where: string): Reading => ({
    what: `history of ${changesOfOne} changes: ${what}`,
    isFlat: true,
    samples: [
      {
        ours: async (pool, actor) => {
          const { entries } = await getHistory(pool, actor, { entity: 'company', id, limit: 50, ...query })
          return [...new Set(entries.filter((entry) => entry.recordId === id).map(({ changeSet }) => changeSet))]
        },
        bare: (pool) => idsOf(pool, bareHistory(where), [id]),
      },
    ],
  })
  return [
    {
      what: `record of ${changesOfOne} changes`,
      isFlat: true,
      samples: [
        {
          ours: async (pool, actor) => [(await getRecord(pool, actor, 'company', id)).id],
          bare: (pool) => idsOf(pool, 'select * from company where id = $1', [id]),
          isSame: true,
        },
      ],
    },
    page('first page', {}, 'true'),
    page('a field in one of 100', { field: 'company.comments' }, `change.fields ? 'comments'`),
    page('a field never touched', { field: 'company.alias' }, `change.fields ? 'alias'`),
  ]
}

import type { Pool } from 'pg'
import type { TargetSource } from '../../src/shared/contract/journal-targeting.contract.ts'
import type { NewJournal } from '../../src/server/journals/change-journal.ts'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { unusedRegion } from './bench-journal.ts'

/** A journal that changes every company, the least that gives the same, and the limits set for it. */
export type JournalCase = {
  what: string
  field: string
  floorName: string
  header: (pool: Pool) => Promise<Omit<NewJournal, 'entity' | 'targets'>>
  targets: (pool: Pool) => Promise<TargetSource>
  /** How many companies it changed. */
  floor: (pool: Pool) => Promise<number>
  limits: { validate: number; validateAim?: number; undo: number }
}

const all = () => Promise.resolve({ selection: {} })

/** The company that becomes the parent of all others. */
async function headCompany(pool: Pool): Promise<number> {
  return (await onlyRow<{ id: number }>(pool, sql`select min(id) as id from company`)).id
}

export const journalCases: readonly JournalCase[] = [
  {
    what: 'sales region (in no index)',
    field: 'salesRegion',
    floorName: 'UPDATE',
    header: async (pool) => ({ field: 'salesRegion', value: await unusedRegion(pool) }),
    targets: all,
    floor: async (pool) => {
      const region = await unusedRegion(pool)
      return execute(pool, sql`update company set sales_region_id = ${region}`)
    },
    limits: { validate: 3, validateAim: 2, undo: 4 },
  },
  {
    what: 'parent company (in an index)',
    field: 'parent',
    floorName: 'UPDATE',
    header: async (pool) => ({ field: 'parent', value: await headCompany(pool) }),
    targets: async (pool) => ({ selection: { except: [await headCompany(pool)] } }),
    floor: async (pool) => {
      const head = await headCompany(pool)
      return execute(pool, sql`update company set parent_id = ${head} where id <> ${head}`)
    },
    limits: { validate: 2, undo: 2.5 },
  },
  {
    what: 'alias (searched)',
    field: 'alias',
    floorName: 'UPDATE with searched texts',
    header: () => Promise.resolve({ field: 'alias', value: 'Ouest' }),
    targets: all,
    floor: (pool) =>
      inTransaction(pool, async (client) => {
        const changed = await execute(client, sql`update company set alias = 'Ouest'`)
        await execute(client, sql`update company_search set text = text || ' ouest'`)
        return changed
      }),
    limits: { validate: 2, undo: 2.5 },
  },
]

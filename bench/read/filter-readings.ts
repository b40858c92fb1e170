import type { Pool } from 'pg'
import type { Condition, Filter } from '../../src/shared/contract/record.contract.ts'
import { countRecords } from '../../src/server/records/read/count-records.ts'
import { listRecords } from '../../src/server/records/read/list-records.ts'
import { barePage, byName } from './bare-sql.ts'
import { idsOf, type Reading } from './reading.ts'

type Filtering = { what: string; conditions: Condition[]; where: string }

/** Lists by name and counts under typical filters, from one company in five to none. */
export async function filterReadings(pool: Pool): Promise<Reading[]> {
  return (await filterings(pool)).flatMap(({ what, conditions, where }): Reading[] => {
    const filter: Filter = { all: conditions }
    return [
      {
        what: `${what}: list`,
        samples: [
          {
            ours: async (db, actor) =>
              (await listRecords(db, actor, { entity: 'company', filter })).rows.map(({ id }) => id),
            bare: async (db) => (await idsOf(db, barePage.company(where, byName))).slice(0, 100),
            isSame: true,
          },
        ],
      },
      {
        what: `${what}: count`,
        samples: [
          {
            ours: async (db, actor) => [await countRecords(db, actor, { entity: 'company', filter })],
            bare: (db) =>
              idsOf(
                db,
                `select count(*) as id from company as r ${where.includes('a.') ? 'left join address as a on a.id = r.default_address_id' : ''} where ${where}`,
              ),
            isSame: true,
          },
        ],
      },
    ]
  })
}

async function filterings(pool: Pool): Promise<Filtering[]> {
  const [region] = await idsOf(pool, `select id from list_value where list = 'salesRegion' and code = 'bretagne'`)
  const isProspect: Condition = { field: 'salesStatus', operator: 'anyOf', value: ['prospect'] }
  const isBreton: Condition = { field: 'salesRegion', operator: 'anyOf', value: [region ?? 0] }
  const revenue = (least: number, most: number): Condition[] => [
    { field: 'annualRevenue', operator: 'greaterOrEqual', value: String(least) },
    { field: 'annualRevenue', operator: 'lessOrEqual', value: String(most) },
  ]
  const inTown: Condition = { field: 'address.city', operator: 'contains', value: 'ren' }
  const town = `match_text(a.city) like '%ren%'`
  return [
    { what: 'all', conditions: [], where: 'true' },
    { what: 'status prospect', conditions: [isProspect], where: `r.sales_status = 'prospect'` },
    { what: 'one region', conditions: [isBreton], where: `r.sales_region_id = ${region}` },
    {
      what: 'revenue 5 to 5.1 M',
      conditions: revenue(5_000_000, 5_100_000),
      where: 'r.annual_revenue between 5000000 and 5100000',
    },
    { what: 'town contains "ren"', conditions: [inTown], where: town },
    {
      what: 'five conditions',
      conditions: [
        isProspect,
        isBreton,
        ...revenue(2_000_000, 9_000_000),
        { field: 'employees', operator: 'greaterOrEqual', value: 100 },
        inTown,
      ],
      where: `r.sales_status = 'prospect' and r.sales_region_id = ${region} and r.annual_revenue between 2000000 and 9000000 and r.employees >= 100 and ${town}`,
    },
    {
      what: 'nothing meets it',
      conditions: [{ field: 'employees', operator: 'greaterOrEqual', value: 1_000_000 }],
      where: 'r.employees >= 1000000',
    },
  ]
}

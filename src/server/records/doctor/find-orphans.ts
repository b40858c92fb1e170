import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { entityNames, type EntityName, type Field, type ReferenceTarget } from '../../../shared/catalogue/field.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { columnOf, tableOf } from '../entity-table.ts'

/** Something that does not hold, how often, and the ids of a few records concerned. */
export type Finding = { check: string; count: number; sample: number[] }

const tableOfTarget: Record<ReferenceTarget, Sql> = {
  user: sql`app_user`,
  company: sql`company`,
  contact: sql`contact`,
  address: sql`address`,
  billingEntity: sql`billing_entity`,
}

/** Every field of every entity that points at something which is not there: records, users, list values. */
export async function findOrphans(db: Queryable): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const entity of entityNames) {
    for (const field of catalogue[entity]) {
      const pointed = pointedAt(field)
      if (pointed)
        findings.push(await count(db, `${entity}.${field.key} points nowhere`, orphans(entity, field, pointed)))
    }
  }
  return findings
}

/** What the ids of a field are looked for in; undefined when it holds none. */
function pointedAt({ type, list, target }: Field): Sql | undefined {
  if ((type === 'choice' || type === 'choices') && list) {
    return sql`(select v.id from list_value as v where v.list = ${sql.lit(list)})`
  }
  return (type === 'reference' || type === 'references') && target
    ? sql`(select t.id from ${tableOfTarget[target]} as t)`
    : undefined
}

/** Ids of the records whose field holds an id that is not there; a default must belong to the record besides. */
function orphans(entity: EntityName, field: Field, pointed: Sql): Sql {
  const value = columnOf('r', field)
  if (field.type === 'choices' || field.type === 'references') {
    return sql`select distinct r.id from ${tableOf(entity)} as r, unnest(${value}) as one (id)
      where one.id not in ${pointed}`
  }
  const isMissing = sql`not exists (select from ${pointed} as there where there.id = ${value})`
  const isForeign = field.key.startsWith('default')
    ? sql` or not exists (select from ${sql.id(field.target ?? '')} as own
        where own.id = ${value} and ${sql.id('own', `${entity}_id`)} = r.id)`
    : sql``
  return sql`select r.id from ${tableOf(entity)} as r where ${value} is not null and (${isMissing}${isForeign})`
}

/** How many ids a query finds, with the first five. */
export async function count(db: Queryable, check: string, ids: Sql): Promise<Finding> {
  const [found] = await rowsOf<{ count: number; sample: number[] | null }>(
    db,
    sql`select count(*) as count, (array_agg(found.id order by found.id))[1:5] as sample from (${ids}) as found`,
  )
  return { check, count: found?.count ?? 0, sample: found?.sample ?? [] }
}

import { sql, type Queryable } from '../../platform/database/sql.ts'
import { searchTextOf } from '../apply/search-text.ts'
import { count, type Finding } from './find-orphans.ts'

/** Records that the search does not know, knows by another text, or still knows though they are gone. */
export async function findStaleSearch(db: Queryable): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const entity of ['company', 'contact'] as const) {
    const search = sql.id(`${entity}_search`)
    const former = entity === 'company' ? sql`nullif(btrim(s.former_codes), '')` : sql`null`
    findings.push(
      await count(
        db,
        `${entity} search is out of step`,
        sql`select coalesce(found.id, s.id) as id
              from (${searchTextOf(entity)}) as found
              full join ${search} as s on s.id = found.id
             where s.text is distinct from concat_ws(' ', found.searched, ${former})`,
      ),
    )
  }
  return findings
}

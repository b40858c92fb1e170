import type { Pool } from 'pg'
import type { KeyTest } from '../../../shared/contract/import-mapping.contract.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { onlyRow, sql } from '../../platform/database/sql.ts'
import { demandKeys } from '../check-settings.ts'
import { demandStaged, type StoredImport } from '../find-import.ts'
import { employerColumns } from '../plan/employer-key.ts'
import { findEmployers } from '../plan/find-employers.ts'
import { groupRows } from '../plan/group-rows.ts'
import { readMapping, type ImportMapping } from '../plan/import-mapping.ts'
import { rafaleIdPath } from '../plan/match-keys.ts'
import { matchUnits } from '../plan/match-units.ts'
import { readRows } from '../plan/read-rows.ts'
import { probing } from './probing.ts'

/** What the match keys find over the whole file, from the columns of the keys alone. */
export async function testKeys(pool: Pool, actor: Actor, run: StoredImport): Promise<KeyTest> {
  demandKeys(run)
  await demandStaged(pool, run)
  return probing(pool, run, async (client, tables) => {
    const mapping = onlyKeys(readMapping(run.entity, run.settings))
    await readRows(client, { actor, tables, mapping })
    if (mapping.entity === 'contact') await findEmployers(client, { actor, tables, mapping })
    await groupRows(client, tables, mapping)
    await matchUnits(client, { actor, tables, mapping })
    const units = tables.hasGroups
      ? sql`select m.*, u.rows from ${tables.part('match')} as m join ${tables.unit} as u on u.head_row = m.head_row`
      : sql`select m.*, 1::bigint as rows from ${tables.part('match')} as m`
    return onlyRow<KeyTest>(
      client,
      sql`with unit as materialized (${units}), several as (
            select unit.record_id from unit where unit.candidates = 1 group by unit.record_id having count(*) > 1
          )
          select (select count(*) from ${tables.read}) as "read",
                 (select count(*) from ${tables.read} as v where v.is_red and not v.is_skipped) as unreadable,
                 ${rowsWhere(sql`unit.candidates = 1`)} as one,
                 ${rowsWhere(sql`unit.candidates < 1 and unit.has_key`)} as none,
                 ${rowsWhere(sql`unit.candidates > 1`)} as several,
                 ${rowsWhere(sql`unit.candidates = 0 and not unit.has_key`)} as keyless,
                 count(*) filter (where unit.rows > 1) as "repeatedKeys",
                 ${rowsWhere(sql`unit.rows > 1`)} as "repeatedRows",
                 ${rowsWhere(sql`unit.record_id in (select several.record_id from several)`)} as shared
            from unit`,
    )
  })
}

const rowsWhere = (where: ReturnType<typeof sql>) => sql`coalesce(sum(unit.rows) filter (where ${where}), 0)::bigint`

/** The mapping of the columns that match: reading the others would only take time. */
function onlyKeys(mapping: ImportMapping): ImportMapping {
  const employers = employerColumns(mapping)
  const isEmployerKey = employers.some(({ isKey }) => isKey)
  return {
    ...mapping,
    columns: mapping.columns.filter(
      (column) =>
        column.isKey ||
        column.target.path === rafaleIdPath(mapping.entity) ||
        // Rows of one code are one company, whatever the keys.
        column.target.path === 'company.code' ||
        (isEmployerKey && employers.includes(column)),
    ),
  }
}

import type { Pool } from 'pg'
import type { ColumnValues } from '../../../shared/contract/import-mapping.contract.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { hasKnownValues } from '../../../shared/import/known-values.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { execute, onlyRow, rowsOf, sql } from '../../platform/database/sql.ts'
import { demandStaged, type StoredImport } from '../find-import.ts'
import { dictionaryName, makeDictionary } from '../plan/dictionary.ts'
import { readMapping } from '../plan/import-mapping.ts'
import { columnCells } from '../plan/read-rows.ts'
import { probing } from './probing.ts'

const valuesShown = 500

/**
 * Every different value of a column as corrected, how many rows hold it, and whether its field knows it: those it does
 * not know first, the most frequent first. The parts of a cell of several are values of their own.
 */
export async function listColumnValues(
  pool: Pool,
  actor: Actor,
  run: StoredImport,
  column: number,
): Promise<ColumnValues> {
  await demandStaged(pool, run)
  const mapping = readMapping(run.entity, run.settings)
  const mapped = mapping.columns.find((one) => one.column === column)
  if (!mapped?.target.field || !hasKnownValues(mapped.target.field)) throw new RafaleError('mapping-values-not-allowed')
  const isSeveral = mapped.target.field.type === 'choices' || mapped.target.field.type === 'references'
  return probing(pool, run, async (client, tables) => {
    const value = tables.part('value')
    const cells = await columnCells(client, tables, { mapping, column: mapped })
    const texts = isSeveral
      ? sql`select btrim(part.text) as cell from (${cells}) as c, regexp_split_to_table(c.cell, '[;|]') as part (text) where btrim(part.text) <> ''`
      : cells
    await execute(
      client,
      sql`create unlogged table ${value} as
          select v.cell, count(*) as n from (${texts}) as v where v.cell is not null group by v.cell`,
    )
    const withArchived = run.settings.export !== undefined
    await makeDictionary(client, { actor, tables, column: mapped, cells: sql`select cell from ${value}`, withArchived })
    const judged = sql`from ${value} as v join ${tables.part(dictionaryName(column))} as d on d.cell = v.cell`
    const totals = await onlyRow<Omit<ColumnValues, 'values'>>(
      client,
      sql`select count(*) as different, count(d.red) as unknown,
                 coalesce(sum(v.n) filter (where d.red is not null), 0)::bigint as "unknownRows" ${judged}`,
    )
    const values = await rowsOf<{ value: string; rows: number; isUnknown: boolean }>(
      client,
      sql`select v.cell as value, v.n as "rows", d.red is not null as "isUnknown" ${judged}
           order by d.red is null, v.n desc, v.cell limit ${valuesShown}`,
    )
    const said = new Map(mapped.values.map(({ from, to }) => [matchText(from), to]))
    return { ...totals, values: values.map((one) => ({ ...one, to: said.get(matchText(one.value)) ?? null })) }
  })
}

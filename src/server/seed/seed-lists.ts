import { onlyRow, execute, sql, type Queryable } from '../platform/database/sql.ts'
import { provinces } from './provinces.ts'
import type { SuppliedValue } from './supplied-value.ts'
import { suppliedLists } from './supplied-lists.ts'

/** The supplied values are in their lists, in this order. */
export async function seedLists(db: Queryable): Promise<void> {
  for (const [list, values] of Object.entries(suppliedLists)) await addValues(db, list, values, null)
  await execute(
    db,
    sql`insert into list_value (list, code, label_fr, label_en, country, position)
        select 'province', code, label, label, country, position
          from jsonb_to_recordset(${JSON.stringify(provinceRows())}::jsonb)
            as p (code text, label text, country text, position integer)`,
  )
}

async function addValues(
  db: Queryable,
  list: string,
  values: readonly SuppliedValue[],
  parent: number | null,
): Promise<void> {
  for (const [index, [code, fr, en, children]] of values.entries()) {
    const { id } = await onlyRow<{ id: number }>(
      db,
      sql`insert into list_value (list, code, label_fr, label_en, parent_id, position)
          values (${list}, ${code}, ${fr}, ${en ?? fr}, ${parent}, ${index + 1})
          returning id`,
    )
    if (children) await addValues(db, list, children, id)
  }
}

const provinceRows = () =>
  Object.entries(provinces).flatMap(([country, names]) =>
    Object.entries(names).map(([code, label], index) => ({ code, label, country, position: index + 1 })),
  )

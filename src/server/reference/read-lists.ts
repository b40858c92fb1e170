import type { ListValue } from '../../shared/contract/reference.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'

const listValues = (where: Sql): Sql => sql`
  select id, list, code, jsonb_build_object('fr', label_fr, 'en', label_en) as label,
         parent_id as "parentId", country, is_archived as "isArchived"
    from list_value
   where ${where}
   order by list, is_archived, position, label_fr collate "fr-x-icu", id`

/** Every list of values in order, archived values last. */
export const readLists = (db: Queryable): Promise<ListValue[]> => rowsOf<ListValue>(db, listValues(sql`true`))

export const readListValue = (db: Queryable, id: number): Promise<ListValue> =>
  onlyRow<ListValue>(db, listValues(sql`id = ${id}`))

/** One value; throws 'not-found'. */
export async function findListValue(db: Queryable, id: number): Promise<ListValue> {
  const value = await firstRow<ListValue>(db, listValues(sql`id = ${id}`))
  if (!value) throw new RafaleError('not-found')
  return value
}

import type { CustomField } from '../../shared/catalogue/custom-field.ts'
import { onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'

const fields = (where: Sql): Sql => sql`
  select id, entity, key, type, tab, jsonb_build_object('fr', label_fr, 'en', label_en) as label,
         case when help_fr is not null then jsonb_build_object('fr', help_fr, 'en', help_en) end as help,
         target, is_required as "isRequired", is_retired as "isRetired"
    from custom_field
   where ${where}
   order by entity, position, id`

/** Every custom field, in order, retired ones too. */
export const readCustomFields = (db: Queryable): Promise<CustomField[]> => rowsOf<CustomField>(db, fields(sql`true`))

export const readCustomField = (db: Queryable, id: number): Promise<CustomField> =>
  onlyRow<CustomField>(db, fields(sql`id = ${id}`))

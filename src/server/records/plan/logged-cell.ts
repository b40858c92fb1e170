import type { Field } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnTypeOf } from '../entity-table.ts'

/** The value at a place (0 target, 1 expected) of a cell of a reversal source, in the field's column type. */
export function loggedCell(field: Field, place: 0 | 1, alias = 's'): Sql {
  const logged = sql`${sql.id(alias, 'fields')} -> ${sql.lit(field.key)}`
  if (field.type === 'choices' || field.type === 'references') {
    return sql`case when jsonb_typeof(${logged} -> ${sql.lit(place)}) = 'array'
      then (select array_agg(one.id::bigint order by one.id::bigint)
              from jsonb_array_elements_text(${logged} -> ${sql.lit(place)}) as one (id)) end`
  }
  return sql`(${logged} ->> ${sql.lit(place)})::${columnTypeOf(field)}`
}

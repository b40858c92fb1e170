import type { Field } from '../../shared/catalogue/field.ts'
import { sql, type Sql } from '../platform/database/sql.ts'

/** A value in match form, as text: what keys, groups and duplicates compare (rules.md, Match form). */
export function keyForm(field: Field, value: Sql): Sql {
  switch (field.type) {
    case 'code':
    case 'email':
      return sql`code_key(${value})`
    case 'phone':
      return sql`phone_key(${value})`
    case 'vatNumber':
    case 'siren':
    case 'siret':
      return sql`bare_key(${value})`
    case 'text':
    case 'longText':
    case 'url':
    case 'postalCode':
      return sql`match_text(${value})`
    default:
      return sql`${value}::text`
  }
}

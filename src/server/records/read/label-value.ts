import type { Field } from '../../../shared/catalogue/field.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'

/** A field's value as people of that language read it, in SQL; null for none. Names of companies are not told: they may be hidden. */
export function labelSql(field: Field, value: Sql, language: Language): Sql {
  const label = sql.id(language === 'fr' ? 'label_fr' : 'label_en')
  switch (field.type) {
    case 'boolean': {
      const [yes, no] = language === 'fr' ? ['oui', 'non'] : ['yes', 'no']
      return sql`case ${value} when true then ${yes}::text when false then ${no}::text end`
    }
    case 'option': {
      const cases = (field.options ?? []).map((one) => sql`when ${sql.lit(one.code)} then ${one.label[language]}::text`)
      return cases.length === 0 ? sql`${value}` : sql`case ${value} ${sql.join(cases, sql` `)} end`
    }
    case 'choice':
      return sql`(select one.${label} from list_value as one where one.id = ${value})`
    case 'choices':
      return sql`(select string_agg(one.${label}, '; ' order by one.id) from list_value as one where one.id = any(${value}))`
    case 'references':
      return sql`(select string_agg(one.name, '; ' order by one.id) from billing_entity as one where one.id = any(${value}))`
    case 'reference':
      return field.target === 'user'
        ? sql`(select one.name from app_user as one where one.id = ${value})`
        : sql`case when ${value} is not null then '…' end`
    default:
      return sql`${value}::text`
  }
}

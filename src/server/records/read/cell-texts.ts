import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field, ListName } from '../../../shared/catalogue/field.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { ColumnKind } from '../../platform/files/sheet.ts'
import type { CellText } from '../../platform/files/read-spool.ts'

/** A column of a file: of a field, or of something else, which its path names. */
export type CellColumn = { path: string; field: Field | undefined }

/** What a column of such a field holds, by its type. */
export function kindOf(type: Field['type'] | undefined): ColumnKind {
  if (type === 'integer' || type === 'decimal' || type === 'money') return 'number'
  return type === 'date' ? 'date' : 'text'
}

type Names = {
  values: ReadonlyMap<string, string>
  users: ReadonlyMap<string, string>
  billingEntities: ReadonlyMap<string, string>
}

/** How the cells of each column are written: labels in the language, and whatever an import reads as that value and no other. */
export async function cellTexts(
  db: Queryable,
  columns: readonly CellColumn[],
  language: Language,
): Promise<readonly (CellText | undefined)[]> {
  const names: Names = {
    values: await listTexts(db, new Set(columns.flatMap(({ field }) => field?.list ?? [])), language),
    users: await namesOf(db, 'app_user', 'email'),
    billingEntities: await namesOf(db, 'billing_entity', 'code'),
  }
  return columns.map(({ field, path }) =>
    field ? textOfField(field, names, language) : path.endsWith('.isDefault') ? textOfBoolean(language) : undefined,
  )
}

const textOfBoolean = (language: Language): CellText => {
  const words = language === 'fr' ? { t: 'Oui', f: 'Non' } : { t: 'Yes', f: 'No' }
  return (raw) => words[raw as 't' | 'f']
}

function textOfField(
  field: Field,
  { values, users, billingEntities }: Names,
  language: Language,
): CellText | undefined {
  switch (field.type) {
    case 'boolean':
      return textOfBoolean(language)
    case 'option':
      return (raw) => typeOf(field).format(raw, { field, language })
    case 'choice':
      return (raw) => values.get(raw) ?? ''
    case 'choices':
      return several(values)
    case 'references':
      return several(billingEntities)
    case 'reference':
      return field.target === 'user' ? (raw) => users.get(raw) ?? '' : undefined
    default:
      return undefined
  }
}

/** Several values of an array as PostgreSQL writes it, `{12,34}`. */
const several =
  (names: ReadonlyMap<string, string>): CellText =>
  (raw) =>
    raw
      .slice(1, -1)
      .split(',')
      .flatMap((id) => names.get(id) ?? [])
      .join('; ')

async function namesOf(db: Queryable, table: string, column: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ id: number; name: string }>(
    db,
    sql`select id, ${sql.id(column)} as name from ${sql.id(table)}`,
  )
  return new Map(rows.map(({ id, name }) => [String(id), name]))
}

type ListValue = {
  id: number
  list: ListName
  code: string
  fr: string
  en: string
  above: { fr: string; en: string } | null
}

/** Of each value the label, or where an import would take that for another or for none, its path or code. */
async function listTexts(
  db: Queryable,
  lists: ReadonlySet<ListName>,
  language: Language,
): Promise<Map<string, string>> {
  const values = await rowsOf<ListValue>(
    db,
    sql`select v.id, v.list, v.code, v.label_fr as fr, v.label_en as en,
               case when above.id is not null then json_build_object('fr', above.label_fr, 'en', above.label_en) end as above
          from list_value as v
          left join list_value as above on above.id = v.parent_id
         where v.list = any(${[...lists]}::text[])`,
  )
  const known = new Map<string, ListValue[]>()
  const nameOf = (list: ListName, text: string) => `${list} ${matchText(text)}`
  for (const value of values) {
    for (const name of new Set([value.code, value.fr, value.en].map((text) => nameOf(value.list, text)))) {
      known.set(name, [...(known.get(name) ?? []), value])
    }
  }
  const isRead = (value: ListValue, text: string): boolean => {
    if (/[;|>]/.test(text)) return false
    const found = known.get(nameOf(value.list, text)) ?? []
    return found.length === 1 && found[0] === value
  }
  const isPathRead = (value: ListValue): boolean =>
    value.above !== null &&
    !/[;|>]/.test(value.above[language] + value[language]) &&
    (known.get(nameOf(value.list, value[language])) ?? []).every(
      (other) =>
        other === value ||
        (other.above !== null && matchText(other.above[language]) !== matchText(value.above![language])),
    )
  return new Map(
    values.map((value) => {
      const label = [value[language], value.fr, value.en].find((text) => isRead(value, text))
      const path = isPathRead(value) ? `${value.above![language]} > ${value[language]}` : undefined
      return [String(value.id), label ?? path ?? value.code]
    }),
  )
}

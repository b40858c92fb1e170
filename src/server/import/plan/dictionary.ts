import type { ClientBase } from 'pg'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import { fieldOf, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { isName } from '../../../shared/import/targets.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { execute, joined, rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { pictureIsVisible } from '../../records/pictures/picture-is-visible.ts'
import { isVisible } from '../../records/visibility.ts'
import { columnTypes } from '../../records/entity-table.ts'
import type { MappedColumn } from './import-mapping.ts'
import { readFullName } from './read-full-name.ts'
import { cellReaders } from './cell-reader.ts'
import { isMasked, maskedId } from './masked-cell.ts'
import type { StageTables } from './stage-tables.ts'

/** Whether a column's texts are read through a dictionary: each different one once. */
export function usesDictionary({ target }: MappedColumn): boolean {
  if (target.virtual) return !isName(target.virtual)
  return target.field !== undefined && cellReaders[target.field.type].by === 'dictionary'
}

export const dictionaryName = (column: number): string => `dictionary_${column + 1}`

type Dictionary = {
  actor: Actor
  column: MappedColumn
  /** In an export of ours, whose records hold archived values; that they come nowhere else is checked later. */
  withArchived: boolean
}

/**
 * Makes `stage.import_N_dictionary_C (cell, value…, red, yellow)`: every different text of a column with what it
 * stands for, or the code of why it stands for nothing. `cells` is a query of the column's cleaned texts.
 */
export async function makeDictionary(
  client: ClientBase,
  make: Dictionary & { tables: StageTables; cells: Sql },
): Promise<void> {
  const { tables, column, cells } = make
  const table = tables.part(dictionaryName(column.column))
  await execute(client, sql`drop table if exists ${table}`)
  const { field } = column.target
  const byLabel = field && labelled.has(field.type)
  if (byLabel) {
    await execute(
      client,
      sql`create unlogged table ${table} as
          select d.cell, case when not r.is_unknown then r.value end as value,
                 case when r.is_unknown then ${refusal(column)} end as red, null::text as yellow
            from (select distinct cell from (${cells}) as c where cell is not null) as d
            cross join lateral (${resolved(make)}) as r`,
    )
  } else {
    await parseInJs(client, { tables, column, cells })
  }
  await execute(client, sql`analyze ${table}`)
}

const labelled = new Set(['choice', 'choices', 'reference', 'references', 'picture'])
const refusal = ({ target }: MappedColumn): ErrorCode =>
  target.field?.type === 'picture' ? 'picture-unknown' : target.field?.list ? 'list-value-unknown' : 'reference-unknown'

/** The id or ids the text `d.cell` names, in SQL: list values by code, label or path; users by e-mail or name; companies by code or name. */
function resolved({ column, actor, withArchived }: Dictionary): Sql {
  const field = column.target.field!
  switch (field.type) {
    case 'choice':
      return one(column, (text) => listValueOf(text, field.list!, withArchived))
    case 'choices':
      return several(column, (part) => listValueOf(part, field.list!, withArchived))
    case 'references':
      return several(column, billingEntityOf)
    case 'picture':
      return one(column, (text) => pictureOf(text, actor))
    default:
      return one(column, (text) => (field.target === 'company' ? companyOf(text, actor) : userOf(text)))
  }
}

/** What a text of the file stands for: another text when the mapping says so, none when that is empty. */
function meant({ values }: MappedColumn, text: Sql): Sql {
  if (values.length === 0) return text
  const said = sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as m ("from" text, "to" text)`
  return sql`coalesce((select m."to" from ${said} where match_text(m."from") = match_text(${text}) limit 1), ${text})`
}

const one = (column: MappedColumn, idOf: (text: Sql) => Sql): Sql => sql`
  select x.value, x.value is null and x.text <> '' as is_unknown
    from (select t.text, (${idOf(sql`t.text`)}) as value from (select ${meant(column, sql`d.cell`)} as text offset 0) as t offset 0) as x`

/** Ids of a text of several names; unknown when one of them is. */
const several = (column: MappedColumn, idOf: (part: Sql) => Sql): Sql => sql`
  select array_agg(distinct x.id order by x.id) filter (where x.id is not null) as value,
         coalesce(bool_or(x.id is null and x.text <> ''), false) as is_unknown
    from (select t.text, (${idOf(sql`t.text`)}) as id
            from (select ${meant(column, sql`btrim(part.text)`)} as text
                    from regexp_split_to_table(d.cell, '[;|]') as part (text) where btrim(part.text) <> '') as t) as x`

/** Code first, then a label in either language, then a path "Ouest > Bretagne". Two values of one label are none. */
function listValueOf(text: Sql, list: string, withArchived: boolean): Sql {
  const leaf = sql`match_text(regexp_replace(${text}, '^.*>', ''))`
  return sql`select min(v.id) from list_value as v
    left join list_value as above on above.id = v.parent_id
   where v.list = ${sql.lit(list)} and (not v.is_archived or ${sql.lit(withArchived)})
     and (match_text(v.code) = match_text(${text})
       or ((match_text(v.label_fr) = ${leaf} or match_text(v.label_en) = ${leaf})
           and (${text} !~ '>' or match_text(above.label_fr) = match_text(split_part(${text}, '>', 1))
                               or match_text(above.label_en) = match_text(split_part(${text}, '>', 1)))))
   having count(*) = 1 or bool_or(match_text(v.code) = match_text(${text}))`
}

const pictureOf = (text: Sql, actor: Actor): Sql =>
  sql`select p.hash from picture as p where p.hash = ${text} and ${pictureIsVisible(sql`p.hash`, actor)}`

function billingEntityOf(text: Sql): Sql {
  return sql`select min(b.id) from billing_entity as b where match_text(b.code) = match_text(${text}) or match_text(b.name) = match_text(${text}) having count(*) = 1`
}

function userOf(text: Sql): Sql {
  return sql`select min(u.id) from app_user as u
    where lower(u.email) = lower(${text}) or match_text(u.name) = match_text(${text})
   having count(*) = 1 or bool_or(lower(u.email) = lower(${text}))`
}

function companyOf(text: Sql, actor: Actor): Sql {
  return sql`select coalesce(
    case when ${isMasked(text)} then ${maskedId}::bigint end,
    (select r.id from company as r where r.code_key = code_key(${text}) and ${isVisible('company', 'r', actor)}),
    (select min(r.id) from company as r where r.name = ${text} and ${isVisible('company', 'r', actor)} having count(*) = 1))`
}

/** The columns a dictionary read in JavaScript has beside the text: one value, or the parts of a full name. */
export function dictionaryColumns(column: MappedColumn): { name: string; type: string }[] {
  if (column.target.virtual === 'contact.fullName') {
    return ['civility', 'first_name', 'last_name'].map((name) => ({ name, type: 'text' }))
  }
  return [{ name: 'value', type: column.target.field ? columnTypes[column.target.field.type] : 'boolean' }]
}

async function parseInJs(
  client: ClientBase,
  make: { tables: StageTables; column: MappedColumn; cells: Sql },
): Promise<void> {
  const { tables, column, cells } = make
  const name = dictionaryName(column.column)
  const columns = dictionaryColumns(column).map((one) => sql`${sql.id(one.name)} ${sql.raw(one.type)}`)
  await execute(
    client,
    sql`create unlogged table ${tables.part(name)} (cell text, ${joined(columns)}, red text, yellow text)`,
  )
  const texts = await rowsOf<{ cell: string }>(
    client,
    sql`select distinct cell from (${cells}) as c where cell is not null`,
  )
  const lines = function* () {
    for (const { cell } of texts) yield `${[cell, ...readText(column, cell)].map(copyText).join('\t')}\n`
  }
  const copy = client.query(copyFrom(`copy stage.${tables.partName(name)} from stdin`))
  await pipeline(Readable.from(lines()), copy)
}

/** A value in the text format of COPY. */
function copyText(value: string | null): string {
  if (value === null) return '\\N'
  return value.replace(
    /[\\\t\n\r]/g,
    (letter) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[letter] ?? letter,
  )
}

/** The values, the refusal and the doubt of one text. */
function readText({ target, context, values }: MappedColumn, given: string): (string | null)[] {
  const cell = values.find(({ from }) => matchText(from) === matchText(given))?.to ?? given
  if (cell === '') return [null, null, null]
  if (target.virtual === 'contact.fullName') {
    const name = readFullName(cell)
    return [name.civility, name.firstName, name.lastName, null, name.isUnsure ? 'contact-name-unsure' : null]
  }
  // The virtual targets left say yes or no, as any boolean field does.
  const field = target.field ?? fieldOf('company', 'isReference')
  const read = typeOf(field).parse(cell, { field, ...context })
  if ('refused' in read) return [null, read.refused, null]
  return [read.value === null ? null : String(read.value), null, read.doubt ?? null]
}

import type { WriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { maskedText } from '../../shared/catalogue/masked-value.ts'
import type { ExportRequest } from '../../shared/contract/export.contract.ts'
import type { ExportColumn } from '../../shared/export/export-columns.ts'
import { execute, joined, sql, textOf, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { columnOf, tableOf } from '../records/entity-table.ts'
import { selectionSql } from '../records/read/selection-sql.ts'
import { sortOf } from '../records/read/sort.ts'
import { isVisible } from '../records/visibility.ts'
import type { Chosen } from './chosen-columns.ts'

/** Lines read at a time: enough for PostgreSQL to be quick, little enough to stop between two. */
const pageLines = 20_000

type Which = Pick<ExportRequest, 'entity' | 'search' | 'filter' | 'except' | 'ids' | 'sort' | 'direction'>
type Lines = { actor: Actor; request: Which; chosen: Chosen }

/** `export_record` holds the visible records that are meant, `place` telling their order; how many they are. */
export async function chooseRecords(client: ClientBase, { actor, request, chosen }: Lines): Promise<number> {
  const { entity, ids, except } = request
  const picked = [
    ...(ids ? [sql`and r.id = any(${ids}::bigint[])`] : []),
    ...(except ? [sql`and r.id <> all(${except}::bigint[])`] : []),
  ]
  const codes = referredCompanies(chosen.columns, entity).map(
    ({ field }, index) => sql`${codeOf(actor, columnOf('r', field!))} as ${sql.id(`code_${index}`)}`,
  )
  return execute(
    client,
    sql`create temporary table export_record on commit drop as
        select ${joined([sql`r.id, row_number() over (order by ${sortOf(entity, request.sort, request.direction).order}) as place`, ...codes])}
          ${selectionSql(request, actor)} ${joined(picked, ' ')}`,
  )
}

const isReferred = ({ field }: ExportColumn) => field?.type === 'reference' && field.target === 'company'

/** The columns of what is exported that refer to companies. */
const referredCompanies = (columns: readonly ExportColumn[], entity: Which['entity']): ExportColumn[] =>
  columns.filter((column) => isReferred(column) && column.entity === entity)

/** The picture as a card has it: its type, a comma, its bytes in base64. Who sees the contact sees it. */
const pictureOf = (hash: Sql): Sql => sql`(
  select picture.type || ',' || translate(encode(picture.bytes, 'base64'), e'\n', '')
    from picture where picture.hash = ${hash})`

/** The code of the company that is referred to; a hidden one is masked. */
const codeOf = (actor: Actor, id: Sql): Sql => sql`case when ${id} is not null then coalesce(
  (select known.code from company as known where known.id = ${id} and ${isVisible('company', 'known', actor)}),
  ${sql.lit(maskedText[actor.language])}) end`

/**
 * `export_line` holds the lines of the file: `line` from 1 on, the record, `n` its how-manieth line that is, and the
 * address and contact on it. How many they are.
 */
export async function layOutLines(client: ClientBase, { actor, request: { entity }, chosen }: Lines): Promise<number> {
  const { addresses, contacts } = chosen
  const numbered = (child: 'address' | 'contact', all: boolean): Sql => {
    const pointer = sql.id('o', child === 'address' ? 'default_address_id' : 'default_contact_id')
    const owner = sql.id('c', `${entity}_id`)
    return sql`select ${owner} as owner_id, c.id, row_number() over (partition by ${owner} order by c.id = ${pointer} desc nulls last, c.id) as n
      from export_record as e
      join ${tableOf(entity)} as o on o.id = e.id
      join ${tableOf(child)} as c on ${owner} = e.id ${all ? sql`` : sql`and c.id = ${pointer}`}
     where ${isVisible(child, 'c', actor)}`
  }
  const none = sql`select null::bigint as owner_id, null::bigint as id, null::bigint as n where false`
  await execute(client, sql`analyze export_record`)
  const lines = await execute(
    client,
    sql`create temporary table export_line on commit drop as
        select row_number() over (order by e.place, child.n nulls first) as line, e.id, coalesce(child.n, 1) as n,
               child.address_id, child.contact_id
          from export_record as e
          left join (
            select coalesce(a.owner_id, p.owner_id) as owner_id, coalesce(a.n, p.n) as n, a.id as address_id, p.id as contact_id
              from (${addresses === 'none' ? none : numbered('address', addresses === 'all')}) as a
              full join (${contacts === 'none' ? none : numbered('contact', contacts === 'all')}) as p
                on p.owner_id = a.owner_id and p.n = a.n
          ) as child on child.owner_id = e.id`,
  )
  await execute(client, sql`create index on export_line (line)`)
  await execute(client, sql`create index on export_record (id)`)
  await execute(client, sql`analyze export_line`)
  return lines
}

type Spooling = Lines & {
  instance: string
  lines: number
  spool: WriteStream
  onLines: (read: number) => Promise<void>
}

/** The cells of every line, in the order of the columns, are in `spool` in the text format of COPY, which ends. */
export async function spoolLines(client: ClientBase, spooling: Spooling): Promise<void> {
  const { actor, request, chosen, instance, lines, spool, onLines } = spooling
  const { entity } = request
  const referred = referredCompanies(chosen.columns, entity)
  const cells = chosen.columns.map((column) => cellSql(column, { actor, entity, instance, referred }))
  // One pipeline for all pages: each of its own would leave its listeners on the spool.
  await pipeline(readPages, spool)

  async function* readPages(): AsyncGenerator<Buffer> {
    for (let after = 0; after < lines; after += pageLines) {
      const statement = sql`copy (
      select ${joined(cells)}
        from export_line as l
        join export_record as e on e.id = l.id
        join ${tableOf(request.entity)} as r on r.id = l.id
        ${request.entity === 'contact' ? sql`join company as o on o.id = r.company_id` : sql``}
        left join address as a on a.id = l.address_id
        left join contact as p on p.id = l.contact_id
       where l.line > ${sql.lit(after)} and l.line <= ${sql.lit(after + pageLines)}
       order by l.line) to stdout`
      yield* client.query(copyTo(textOf(statement)))
      await onLines(Math.min(lines, after + pageLines))
    }
  }
}

type Reading = { actor: Actor; entity: Which['entity']; instance: string; referred: readonly ExportColumn[] }

/** What a further line of a company repeats, for who reads it. */
const repeated = new Set(['company.code', 'company.name'])

/**
 * The cell of a column on a line. Further lines of a record say which it is and nothing more: what they repeated could
 * be edited in one line and not in the other.
 */
function cellSql(column: ExportColumn, { actor, entity, instance, referred }: Reading): Sql {
  const { field, path } = column
  const alias =
    column.entity === entity ? 'r' : column.entity === 'company' ? 'o' : column.entity === 'address' ? 'a' : 'p'
  if (path.endsWith('.rafaleId')) return sql`${sql.lit(`${instance}-`)} || ${sql.id(alias, 'id')}`
  if (path === 'address.isDefault') return sql`a.id = r.default_address_id`
  if (path === 'contact.isDefault') return sql`p.id = r.default_contact_id`
  if (!field) throw new Error(`No cell for ${path}`)
  const place = referred.indexOf(column)
  const held = field.type === 'picture' ? pictureOf(columnOf(alias, field)) : columnOf(alias, field)
  const value = place >= 0 ? sql.id('e', `code_${place}`) : isReferred(column) ? codeOf(actor, held) : held
  if (repeated.has(path) || (alias !== 'r' && alias !== 'o')) return value
  return sql`case when l.n = 1 then ${value} end`
}

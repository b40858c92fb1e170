import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { execute, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { newOf } from '../../records/entity-table.ts'
import { hasField, planTable, tableFor, type Plan, type PlanTable } from '../../records/plan/plan.ts'
import { isVisible } from '../../records/visibility.ts'
import { columnFor, isMapped, type ImportMapping } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

type Likeness = {
  code: ErrorCode
  /** The column that the problem is told on. */
  path: string
  /** What is alike, of the planned record `p` with its row `v`, and of a record `r` with its default address `a`. */
  made: Sql
  held: Sql
  withAddress?: boolean
}

const key = (parts: readonly Sql[]): Sql =>
  sql`case when ${sql.join(
    parts.map((part) => sql`${part} is not null`),
    sql` and `,
  )} then concat_ws(e'\x1f', ${sql.join(parts)}) end`

/**
 * Rows that would create a record which resembles one of the base are told so, in yellow, with the record as the value:
 * a company of the same VAT number, of the same name and postal code, or of the same phone; a contact of the same e-mail
 * or mobile phone. One is told a row, the surest. The base is grouped by what is alike, so a common name cannot explode.
 */
export async function tellDuplicates(
  client: ClientBase,
  telling: { actor: Actor; tables: StageTables; mapping: ImportMapping; plan: Plan },
): Promise<void> {
  const { actor, tables, mapping, plan } = telling
  const table = tableFor(plan, mapping.entity)
  if (!table || (await execute(client, sql`select from ${planTable(table)} as p where p.action = 'c' limit 1`)) === 0)
    return
  const likenesses = mapping.entity === 'company' ? ofCompanies(mapping, table) : ofContacts(table)
  for (const { code, path, made, held, withAddress } of likenesses) {
    await execute(
      client,
      sql`with made as materialized (
            select p.row_no, ${made} as likeness
              from ${planTable(table)} as p
              join ${tables.read} as v on v.row_no = p.row_no
             where p.action = 'c'
          ), held as materialized (
            select x.likeness, min(x.id) as id
              from (select r.id, ${held} as likeness
                      from ${sql.id(mapping.entity)} as r
                      ${withAddress ? sql`join address as a on a.id = r.default_address_id` : sql``}
                     where ${isVisible(mapping.entity, 'r', actor)}) as x
             where x.likeness in (select made.likeness from made)
             group by x.likeness
          )
          insert into ${tables.problem} (row_no, column_index, severity, code, value)
          select made.row_no, ${columnFor(mapping, path)?.column ?? null}::integer, 'y', ${code}, held.id::text
            from made
            join held on held.likeness = made.likeness
           where not exists (select from ${tables.problem} as told
                              where told.row_no = made.row_no and told.code like 'duplicate-%')`,
    )
  }
}

function ofCompanies(mapping: ImportMapping, table: PlanTable): Likeness[] {
  const planned = (name: string) => newOf(fieldOf('company', name), 'p')
  const postalCode = 'address.postalCode'
  return [
    ...(hasField(table, 'vatNumber')
      ? [
          {
            code: 'duplicate-vat' as const,
            path: 'company.vatNumber',
            made: sql`nullif(bare_key(${planned('vatNumber')}), '')`,
            held: sql`bare_key(r.vat_number)`,
          },
        ]
      : []),
    ...(isMapped(mapping, postalCode)
      ? [
          {
            code: 'duplicate-name' as const,
            path: 'company.name',
            made: key([sql`match_text(${planned('name')})`, sql`match_text(${sql.id('v', valueColumn(postalCode))})`]),
            held: key([sql`match_text(r.name)`, sql`match_text(a.postal_code)`]),
            withAddress: true,
          },
        ]
      : []),
    ...(hasField(table, 'phoneMain')
      ? [
          {
            code: 'duplicate-phone' as const,
            path: 'company.phoneMain',
            made: sql`phone_key(${planned('phoneMain')})`,
            held: sql`phone_key(r.phone_main)`,
          },
        ]
      : []),
  ]
}

function ofContacts(table: PlanTable): Likeness[] {
  const likeness = (code: ErrorCode, name: string, form: (value: Sql) => Sql): Likeness[] => {
    const field = fieldOf('contact', name)
    if (!hasField(table, name)) return []
    return [{ code, path: `contact.${name}`, made: form(newOf(field, 'p')), held: form(sql.id('r', field.column)) }]
  }
  return [
    ...likeness('duplicate-email', 'email1', (value) => sql`code_key(${value})`),
    ...likeness('duplicate-phone', 'phoneMobile', (value) => sql`phone_key(${value})`),
  ]
}

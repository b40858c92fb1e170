import type { z } from 'zod'
import type { getRecord as contract, ListEntity, Values } from '../../../shared/contract/record.contract.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { firstRow, joined, rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf, fieldsOf, tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'
import { isMine } from './derived-column.ts'
import { labelOf, seeReferences } from './label-references.ts'

export type FullRecord = z.infer<typeof contract.result>

type Row = Record<string, unknown> & {
  id: number
  version: number
  label: string
  isRestricted: boolean
  isMine: boolean
  createdAt: string
}

/** One visible company or contact with its addresses, in five queries at most. Throws 'not-found' when hidden or absent. */
export async function getRecord(db: Queryable, actor: Actor, entity: ListEntity, id: number): Promise<FullRecord> {
  const fields = fieldsOf(entity)
  const row = await firstRow<Row>(
    db,
    sql`select r.id, r.version, r.is_restricted as "isRestricted", r.created_at as "createdAt", ${labelOf(entity)} as label, ${columns(fields)},
               ${entity === 'company' ? contactCount(actor) : sql`0`} as contacts,
               ${entity === 'contact' ? isMine('r', actor) : sql`false`} as "isMine",
               (select change_set.at from change
                  join change_set on change_set.id = change.change_set_id
                 where change.subject_id = r.id
                 order by change.change_set_id desc limit 1) as "updatedAt"
          from ${tableOf(entity)} as r
         where r.id = ${id} and ${isVisible(entity, 'r', actor)}`,
  )
  if (!row) throw new RafaleError('not-found')
  const addressFields = fieldsOf('address')
  const addresses = await rowsOf<Row>(
    db,
    sql`select r.id, r.version, ${columns(addressFields)} from address as r
         where ${sql.id('r', `${entity}_id`)} = ${id}
         order by array_position(array['main', 'billing', 'delivery', 'other'], r.kind), r.id`,
  )
  const values = valuesOf(row, fields)
  const { references, seen } = await seeReferences(
    db,
    actor,
    fields.map((field) => ({ field, value: values[field.key] ?? null })),
  )
  return {
    id,
    entity,
    version: row.version,
    label: row.label,
    values: Object.fromEntries(fields.map((field) => [field.key, seen(field, values[field.key] ?? null)])),
    addresses: addresses.map((address) => ({
      id: address.id,
      version: address.version,
      values: valuesOf(address, addressFields),
      isDefault: address.id === values['defaultAddress'],
    })),
    references,
    isRestricted: row.isRestricted,
    isMine: row.isMine,
    contacts: row['contacts'] as number,
    createdAt: row.createdAt,
    updatedAt: (row['updatedAt'] as string | null) ?? null,
  }
}

const columns = (fields: readonly Field[]) =>
  joined(fields.map((field) => sql`${columnOf('r', field)} as ${sql.id(field.key)}`))

const valuesOf = (row: Row, fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map((field) => [field.key, (row[field.key] ?? null) as Values[string]]))

const contactCount = (actor: Actor) =>
  sql`(select count(*) from contact as t where t.company_id = r.id and ${isVisible('contact', 't', actor)})`

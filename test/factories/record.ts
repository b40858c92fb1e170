import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import {
  createRecord,
  type AddressEdit,
  type ListEntity,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import type { TestServer } from '../test-server.ts'
import type { User } from './user.ts'

/** A company made through the API, in a change set of its own. */
export const createCompany = (user: User, values: Values = {}, addresses: AddressEdit[] = []) =>
  create(user, 'company', { name: 'Aubépine SARL', ...values }, addresses)

/** A contact of a company, made through the API. */
export const createContact = (user: User, company: number, values: Values = {}, addresses: AddressEdit[] = []) =>
  create(user, 'contact', { company, lastName: 'Durand', ...values }, addresses)

async function create(user: User, entity: ListEntity, values: Values, addresses: AddressEdit[]) {
  const answer = await user.call(createRecord, { params: { entity }, body: { values, addresses } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem))
  return answer.result
}

/** Only these users, and those with access to these billing entities, see the record. */
export async function restrict(
  { pool }: TestServer,
  entity: ListEntity,
  id: number,
  { users = [], billingEntities = [] }: { users?: number[]; billingEntities?: number[] } = {},
): Promise<void> {
  await execute(pool, sql`update ${sql.id(entity)} set is_restricted = true where id = ${id}`)
  await execute(
    pool,
    sql`insert into access_grant (record_id, user_id, billing_entity_id)
        select ${id}::bigint, one, null::bigint from unnest(${users}::bigint[]) as one
        union all select ${id}::bigint, null, one from unnest(${billingEntities}::bigint[]) as one`,
  )
}

/** A legal entity of ours that these users have access to. */
export async function createBillingEntity({ pool }: TestServer, code: string, users: number[]): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    pool,
    sql`insert into billing_entity (code, name) values (${code}, ${code}) returning id`,
  )
  await execute(
    pool,
    sql`insert into user_billing_entity (user_id, billing_entity_id) select one, ${id}::bigint from unnest(${users}::bigint[]) as one`,
  )
  return id
}

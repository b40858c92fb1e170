import type { ClientBase, Pool } from 'pg'
import type { AddressEdit, ListEntity } from '../../../shared/contract/record.contract.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { inRetriedTransaction } from '../../platform/database/transaction.ts'
import { firstRow, rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import { demandRight, type Actor } from '../../platform/auth/actor.ts'
import { applyChanges } from '../apply/apply-changes.ts'
import { explainConflict } from '../apply/translate-conflict.ts'
import { FaultsError } from '../faults-error.ts'
import { lockedFields } from '../field-locks.ts'
import { checkPlan, type Fault } from '../plan/check-plan.ts'
import { planEdits, type Edit } from '../plan/plan-edits.ts'
import { addDeletions } from '../plan/plan-deletion.ts'
import { hasRows, type Plan, type PlanTable } from '../plan/plan.ts'
import { fieldsOf, tableOf } from '../entity-table.ts'
import { seeReferences } from '../read/label-references.ts'
import { isVisible } from '../visibility.ts'
import { checkValues } from './check-values.ts'
import { planDefaultContact } from './plan-default-contact.ts'
import { nextCode } from './next-code.ts'
import type { RecordEdit } from './record-edit.ts'

export type Saved = { id: number; version: number; changeSet: number | null }

/**
 * Creates (no id) or changes one company or contact with its addresses, as one change set. Throws 'edit-refused' with
 * every fault, 'record-changed' when the version moved, 'not-found' when it is hidden or gone, 'busy-writing', 'busy-elsewhere'.
 */
export async function saveRecord(pool: Pool, actor: Actor, given: RecordEdit): Promise<Saved> {
  demandRight(actor, `${given.entity}.edit`)
  const edit = checkValues(actor, given)
  const work = inRetriedTransaction(pool, async (client) => {
    // A person waits: answer "import 12 is writing" rather than hang behind a bulk apply.
    await client.query(`set local lock_timeout = '2s'`)
    const owner = edit.id === undefined ? undefined : await lockedOwner(client, actor, edit)
    const id = owner?.id ?? (await takeIds(client, 1))[0]!
    const plan = await planRecord(client, { edit, id, isNew: !owner, defaultAddress: owner?.defaultAddress ?? null })
    plan.locked = await lockedFields(client, actor, given.source ?? 'form')
    const hidden = await hiddenReferences(client, actor, edit)
    const faults = [...hidden, ...(await checkPlan(client, actor, plan)).filter((fault) => !isToldBy(hidden, fault))]
    if (faults.length > 0) throw new FaultsError(faults, actor.language)
    const { changeSet } = await applyChanges(client, { actor, plan, head: { kind: 'edit' } })
    return { id, version: await versionOf(client, edit.entity, id), changeSet }
  })
  return work.catch(async (error: unknown) => {
    throw await explainConflict(pool, error)
  })
}

/** Faults of the references that the edit names: one to a hidden record is refused as one to none, also where it stood already. */
async function hiddenReferences(
  client: ClientBase,
  actor: Actor,
  { entity, values = {} }: RecordEdit,
): Promise<Fault[]> {
  const cells = Object.entries(values).map(([key, value]) => ({ field: fieldOf(entity, key), value }))
  const { seen } = await seeReferences(client, actor, cells)
  return cells
    .filter(({ field, value }) => seen(field, value) !== value)
    .map(({ field, value }) => ({
      entity,
      recordId: 0,
      rowNo: null,
      field: field.key,
      code: 'reference-unknown',
      value: String(value),
    }))
}

const isToldBy = (told: readonly Fault[], { entity, field, code }: Fault): boolean =>
  told.some((one) => one.entity === entity && one.field === field && one.code === code)

type Owner = { id: number; version: number; defaultAddress: number | null }

async function lockedOwner(client: ClientBase, actor: Actor, edit: RecordEdit): Promise<Owner> {
  const owner = await firstRow<Owner>(
    client,
    sql`select r.id, r.version, r.default_address_id as "defaultAddress"
          from ${tableOf(edit.entity)} as r
         where r.id = ${edit.id} and ${isVisible(edit.entity, 'r', actor)}
           for update of r`,
  )
  if (!owner) throw new RafaleError('not-found')
  if (edit.version !== undefined && owner.version !== edit.version) throw new RafaleError('record-changed')
  return owner
}

type RecordPlan = { edit: RecordEdit; id: number; isNew: boolean; defaultAddress: number | null }

async function planRecord(client: ClientBase, record: RecordPlan): Promise<Plan> {
  const { edit, id, isNew } = record
  const values = { ...edit.values }
  if (isNew && edit.entity === 'company' && !values['code']) {
    const code = await nextCode(client)
    if (code) values['code'] = code
  }
  const addresses = await planAddresses(client, record)
  if (addresses) {
    const target = chosenDefault(addresses, record.defaultAddress)
    if (target !== undefined) values['defaultAddress'] = target
  }
  const own: Edit = {
    id,
    action: isNew ? 'c' : 'u',
    values,
    ...(edit.version === undefined ? {} : { version: edit.version }),
  }
  const tables: PlanTable[] = [await planEdits(client, edit.entity, [own])]
  if (addresses?.table) tables.push(addresses.table)
  if (edit.entity === 'contact') {
    const company = typeof values['company'] === 'number' ? values['company'] : undefined
    const companies = await planDefaultContact(client, { id, isNew, company })
    if (companies) tables.push(companies)
  }
  const filled = []
  for (const table of tables) if (await hasRows(client, table)) filled.push(table)
  return { tables: filled, isInteractive: true }
}

type PlannedAddresses = { table: PlanTable; kept: number[]; marked: number | undefined }

/** The plan of the addresses named in an edit, those that will exist afterwards, and the one marked as default. */
async function planAddresses(client: ClientBase, { edit, id }: RecordPlan): Promise<PlannedAddresses | undefined> {
  if (!edit.addresses || edit.addresses.length === 0) return undefined
  const ownerColumn = `${edit.entity}_id`
  const existing = await rowsOf<{ id: number }>(
    client,
    sql`select a.id from address as a where ${sql.id('a', ownerColumn)} = ${id} order by a.id for update`,
  )
  const known = new Set(existing.map((address) => address.id))
  if (edit.addresses.some((address) => address.id !== undefined && !known.has(address.id)))
    throw new RafaleError('record-changed')
  const added = edit.addresses.filter((address) => address.id === undefined && !address.isDeleted)
  const newIds = await takeIds(client, added.length)
  const idOf = (address: AddressEdit) => address.id ?? newIds[added.indexOf(address)]!
  const changed = edit.addresses.filter((address) => !address.isDeleted)
  const removed = edit.addresses
    .filter((address) => address.isDeleted && address.id !== undefined)
    .map((address) => address.id!)
  const edits = changed.map((address): Edit => {
    const values = address.values ?? {}
    return {
      id: idOf(address),
      rowNo: edit.addresses!.indexOf(address),
      action: address.id === undefined ? 'c' : 'u',
      values: address.id === undefined ? { ...values, [edit.entity]: id } : values,
      ...(address.version === undefined ? {} : { version: address.version }),
    }
  })
  const table =
    removed.length > 0 ? await planWithRemovals(client, edits, removed) : await planEdits(client, 'address', edits)
  const marked = changed.find((address) => address.isDefault)
  return {
    table,
    kept: [...existing.map((address) => address.id).filter((one) => !removed.includes(one)), ...newIds],
    marked: marked ? idOf(marked) : undefined,
  }
}

/** Removals log the whole image, so the plan table holds every field. */
async function planWithRemovals(
  client: ClientBase,
  edits: readonly Edit[],
  removed: readonly number[],
): Promise<PlanTable> {
  const table = await planEdits(client, 'address', edits, undefined, fieldsOf('address'))
  await addDeletions(client, table, sql`select unnest(${removed}::bigint[])`)
  return table
}

/** Exactly one default when there is any address; undefined when the pointer stays as it is. */
function chosenDefault({ kept, marked }: PlannedAddresses, current: number | null): number | null | undefined {
  if (marked !== undefined) return marked
  if (current !== null && kept.includes(current)) return undefined
  return kept[0] ?? null
}

async function takeIds(client: Queryable, count: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    client,
    sql`select nextval('record_id') as id from generate_series(1, ${count})`,
  )
  return rows.map(({ id }) => id)
}

async function versionOf(client: Queryable, entity: ListEntity, id: number): Promise<number> {
  const row = await firstRow<{ version: number }>(client, sql`select version from ${tableOf(entity)} where id = ${id}`)
  return row?.version ?? 0
}

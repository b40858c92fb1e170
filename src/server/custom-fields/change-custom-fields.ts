import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import { findField } from '../../shared/catalogue/catalogue.ts'
import {
  customFieldKey,
  customFieldTargets,
  customList,
  type CustomField,
} from '../../shared/catalogue/custom-field.ts'
import type {
  addCustomField,
  changeCustomField as changeContract,
} from '../../shared/contract/custom-field.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit, type AuditAction } from '../platform/auth/write-audit.ts'
import { execute, firstRow, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addCustomColumn, withShortLocks } from './add-custom-column.ts'
import { loadCustomFields } from './load-custom-fields.ts'
import { readCustomField } from './read-custom-fields.ts'

type NewField = z.infer<NonNullable<typeof addCustomField.body>>
type Change = z.infer<NonNullable<typeof changeContract.body>>

/**
 * Companies or contacts have one more field, at every door of every process; a choice has its own list with these values.
 * Throws 'custom-field-exists' when its key or a label is taken, 'busy-elsewhere' while somebody writes for long.
 */
export async function createCustomField(pool: Pool, actor: Actor, field: NewField): Promise<CustomField> {
  refuseUnfit(field)
  const made = await withShortLocks(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(hashtext('custom_field'))`)
    await refuseTakenLabel(client, field, null)
    const key = field.key ?? (await freeKey(client, field))
    if (await isTaken(client, field.entity, key)) throw new RafaleError('custom-field-exists', { value: key }, 'key')
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into custom_field (entity, key, type, tab, label_fr, label_en, help_fr, help_en, target, is_required, position)
          select ${field.entity}, ${key}, ${field.type}, ${field.tab}, ${field.label.fr}, ${field.label.en},
                 ${field.help?.fr ?? null}, ${field.help?.en ?? null}, ${field.target}, ${field.isRequired},
                 coalesce(max(position), 0) + 1
            from custom_field where entity = ${field.entity}
          returning id`,
    )
    const custom = await readCustomField(client, id)
    await addCustomColumn(client, custom)
    await addValues(client, custom, field.values)
    await tell(client, actor, 'custom-field-added', { id, entity: field.entity, key, type: field.type })
    return custom
  })
  await loadCustomFields(pool)
  return made
}

/** The custom field is as `change` says. A retired one is hidden, its column stays for what was logged. */
export async function updateCustomField(pool: Pool, actor: Actor, id: number, change: Change): Promise<CustomField> {
  const changed = await inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(hashtext('custom_field'))`)
    const known = await firstRow<{ entity: CustomField['entity'] }>(
      client,
      sql`select entity from custom_field where id = ${id}`,
    )
    if (!known) throw new RafaleError('not-found')
    if (change.label) await refuseTakenLabel(client, { entity: known.entity, label: change.label }, id)
    const { label, help, tab, isRequired, isRetired } = change
    await execute(
      client,
      sql`update custom_field
             set tab = coalesce(${tab ?? null}, tab),
                 label_fr = coalesce(${label?.fr ?? null}, label_fr), label_en = coalesce(${label?.en ?? null}, label_en),
                 help_fr = case when ${help !== undefined} then ${help?.fr ?? null} else help_fr end,
                 help_en = case when ${help !== undefined} then ${help?.en ?? null} else help_en end,
                 is_required = coalesce(${isRequired ?? null}, is_required),
                 is_retired = coalesce(${isRetired ?? null}, is_retired)
           where id = ${id}`,
    )
    await tell(client, actor, 'custom-field-changed', { id, ...change })
    return readCustomField(client, id)
  })
  await loadCustomFields(pool)
  return changed
}

/** Custom fields stand in the order of these ids; those that are not named keep their places behind. */
export async function orderFields(pool: Pool, actor: Actor, ids: readonly number[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    await execute(
      client,
      sql`update custom_field set position = place.position
            from unnest(${[...ids]}::bigint[]) with ordinality as place (id, position)
           where custom_field.id = place.id`,
    )
    await tell(client, actor, 'custom-field-changed', { order: ids })
  })
  await loadCustomFields(pool)
}

function refuseUnfit({ type, target, values }: NewField): void {
  const targets = type === 'reference' || type === 'references' ? customFieldTargets[type] : []
  const isFit = targets.length === 0 ? target === null : (targets as readonly (string | null)[]).includes(target)
  if (!isFit) throw new RafaleError('invalid-request', { detail: 'body.target' }, 'target')
  if (values.length > 0 && type !== 'choice' && type !== 'choices')
    throw new RafaleError('invalid-request', { detail: 'body.values' }, 'values')
}

/** Two fields of one label could not be told apart in a file or a form. */
async function refuseTakenLabel(
  client: PoolClient,
  { entity, label }: Pick<NewField, 'entity' | 'label'>,
  but: number | null,
): Promise<void> {
  const taken = await firstRow(
    client,
    sql`select from custom_field
         where entity = ${entity} and id is distinct from ${but}::bigint
           and (match_text(label_fr) = match_text(${label.fr}) or match_text(label_en) = match_text(${label.en}))`,
  )
  if (taken) throw new RafaleError('custom-field-exists', { value: label.fr }, 'label')
}

async function isTaken(client: PoolClient, entity: CustomField['entity'], key: string): Promise<boolean> {
  if (findField(entity, key)) return true
  const lower = sql`entity = ${entity} and lower(key) = lower(${key})`
  return (await firstRow(client, sql`select from custom_field where ${lower}`)) !== undefined
}

async function freeKey(client: PoolClient, { entity, label }: NewField): Promise<string> {
  const stem = customFieldKey(label.fr)
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}${number}`
    // oxlint-disable-next-line no-await-in-loop -- seldom more than once
    if (!(await isTaken(client, entity, key))) return key
  }
}

async function addValues(client: PoolClient, custom: CustomField, values: readonly string[]): Promise<void> {
  await execute(
    client,
    sql`insert into list_value (list, code, label_fr, label_en, position)
        select ${customList(custom.entity, custom.key)}, 'v' || one.position, one.label, one.label, one.position
          from unnest(${[...new Set(values)]}::text[]) with ordinality as one (label, position)`,
  )
}

/** In the audit log, and to every process. */
async function tell(
  client: PoolClient,
  actor: Actor,
  action: AuditAction,
  detail: Record<string, unknown>,
): Promise<void> {
  await writeAudit(client, { action, userId: actor.userId, detail })
  await execute(client, sql`select pg_notify('custom_field', '')`)
}

import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import type { addListValue as contract, ListValue } from '../../shared/contract/reference.contract.ts'
import { countryCodes } from '../../shared/catalogue/countries.ts'
import { matchText } from '../../shared/catalogue/match-form.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, onlyRow, sql, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Caller } from '../platform/auth/caller.ts'
import { readListValue } from './read-lists.ts'

type NewValue = z.infer<NonNullable<typeof contract.body>>

/**
 * The list has one more value, last of its siblings, with the same label in both languages; other processes are told on
 * the channel `list_value`. Throws 'list-value-exists' when its code, or its label beside the same parent, is taken.
 */
export async function addListValue(pool: Pool, actor: Caller, value: NewValue): Promise<ListValue> {
  refuseUnplaced(value)
  return inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(hashtext('list_value'), hashtext(${value.list}))`)
    await refuseTaken(client, value)
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into list_value (list, code, label_fr, label_en, parent_id, country, position)
          select ${value.list}, ${value.code ?? (await freeCode(client, value))}, ${value.label}, ${value.label},
                 ${value.parentId ?? null}, ${value.country ?? null}, coalesce(max(position), 0) + 1
            from list_value where list = ${value.list}
          returning id`,
    )
    await writeAudit(client, { action: 'list-value-added', userId: actor.userId, detail: { ...value, id } })
    await execute(client, sql`select pg_notify('list_value', ${value.list})`)
    return readListValue(client, id)
  })
}

/** A province is one of a country, and nothing else is. */
function refuseUnplaced({ list, country }: NewValue): void {
  const isKnown = country !== undefined && countryCodes.includes(country)
  if ((list === 'province') !== (country !== undefined) || (country !== undefined && !isKnown))
    throw new RafaleError('invalid-request', { detail: 'body.country' }, 'country')
}

async function refuseTaken(client: PoolClient, { list, label, code, parentId, country }: NewValue): Promise<void> {
  if (parentId !== undefined) {
    const parent = await firstRow(client, sql`select from list_value where id = ${parentId} and list = ${list}`)
    if (!parent) throw new RafaleError('invalid-request', { detail: 'body.parentId' }, 'parentId')
  }
  const sameLabel = sql`(match_text(${label}) in (match_text(label_fr), match_text(label_en))
    and parent_id is not distinct from ${parentId ?? null}::bigint)`
  const sameCode = code === undefined ? sql`false` : sql`lower(code) = lower(${code})`
  const taken = await firstRow(client, sql`select ${inList(list, country)} and (${sameLabel} or ${sameCode})`)
  if (taken) throw new RafaleError('list-value-exists', { value: label }, 'label')
}

/** A code made of the label, with a number behind when it is taken. */
async function freeCode(client: PoolClient, { list, label, country }: NewValue): Promise<string> {
  const stem =
    matchText(label)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'value'
  for (let number = 1; ; number++) {
    const code = number === 1 ? stem : `${stem}-${number}`
    // oxlint-disable-next-line no-await-in-loop -- seldom more than once
    const taken = await firstRow(client, sql`select ${inList(list, country)} and lower(code) = ${code}`)
    if (!taken) return code
  }
}

const inList = (list: string, country: string | undefined): Sql =>
  sql`from list_value where list = ${list} and country is not distinct from ${country ?? null}`

/** Changes of every kind, made of a few random numbers on whatever the base holds: for tests that say what must hold after any of them. */
import fc from 'fast-check'
import type { Pool } from 'pg'
import type { EntityName } from '../src/shared/catalogue/field.ts'
import type { Values } from '../src/shared/contract/record.contract.ts'
import { rowsOf, sql } from '../src/server/platform/database/sql.ts'
import { inTransaction } from '../src/server/platform/database/transaction.ts'
import { systemActor } from '../src/server/platform/auth/actor.ts'
import { applyChanges } from '../src/server/records/apply/apply-changes.ts'
import { fieldsOf } from '../src/server/records/entity-table.ts'
import { checkPlan } from '../src/server/records/plan/check-plan.ts'
import { addDeletions } from '../src/server/records/plan/plan-deletion.ts'
import { planEdits, type Edit } from '../src/server/records/plan/plan-edits.ts'
import { hasRows, type Plan } from '../src/server/records/plan/plan.ts'
import { settleDefaults } from '../src/server/records/plan/settle-defaults.ts'

/** One record of a change: `pick` chooses among those there are, `value` what is written. */
export type Move = {
  kind: 'create' | 'update' | 'delete' | 'swap' | 'child' | 'default' | 'tags' | 'parent' | 'clear'
  entity: EntityName
  pick: number
  value: number
}

const number = fc.nat(11)
export const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(
    'create',
    'update',
    'update',
    'delete',
    'swap',
    'child',
    'child',
    'default',
    'tags',
    'parent',
    'clear',
  ),
  entity: fc.constantFrom('company', 'contact', 'address'),
  pick: number,
  value: number,
})

type Found = {
  id: number
  company: number | null
  contact: number | null
  code: string | null
}
type Base = Record<EntityName, Found[]> & { tags: number[] }

async function readBase(pool: Pool): Promise<Base> {
  return {
    company: await rowsOf<Found>(pool, sql`select id, null as company, null as contact, code from company order by id`),
    contact: await rowsOf<Found>(
      pool,
      sql`select id, company_id as company, null as contact, external_id as code from contact order by id`,
    ),
    address: await rowsOf<Found>(
      pool,
      sql`select id, company_id as company, contact_id as contact, code from address order by id`,
    ),
    tags: (
      await rowsOf<{ id: number }>(pool, sql`select id from list_value where list = 'environment' order by id limit 6`)
    ).map(({ id }) => id),
  }
}

type Draft = {
  edits: Record<EntityName, Map<number, Edit>>
  removed: Record<'company' | 'contact' | 'address', Set<number>>
  base: Base
  ids: number[]
}

/** The moves as one change set, through the engine alone; null when they come to nothing or break a rule. */
export async function makeChanges(pool: Pool, moves: readonly Move[]): Promise<number | null> {
  const base = await readBase(pool)
  const ids = await rowsOf<{ id: number }>(
    pool,
    sql`select nextval('record_id') as id from generate_series(1, ${moves.length * 2})`,
  )
  const draft: Draft = {
    base,
    ids: ids.map(({ id }) => id),
    edits: { company: new Map(), contact: new Map(), address: new Map() },
    removed: { company: new Set(), contact: new Set(), address: new Set() },
  }
  for (const one of moves) addMove(draft, one)
  return inTransaction(pool, async (client) => {
    const name = `test_${ids[0]?.id ?? 0}`
    const plan: Plan = { tables: [], isInteractive: false }
    for (const entity of ['company', 'contact', 'address'] as const) {
      const edits = [...draft.edits[entity].values()].filter(
        ({ id, values }) => !isGone(draft, entity, id) && !ownerGoes(draft, values),
      )
      const table = await planEdits(client, entity, edits, `${name}_${entity}`, fieldsOf(entity))
      const removed = base[entity].filter(({ id }) => isGone(draft, entity, id)).map(({ id }) => id)
      await addDeletions(client, table, sql`select unnest(${removed}::bigint[])`)
      plan.tables.push(table)
    }
    await settleDefaults(client, plan, name)
    if ((await checkPlan(client, systemActor, plan)).length > 0) return null
    const filled: Plan = { ...plan, tables: [] }
    for (const table of plan.tables) if (await hasRows(client, table)) filled.tables.push(table)
    return (await applyChanges(client, { actor: systemActor, plan: filled, head: { kind: 'mass-action' } })).changeSet
  })
}

/** Whether a record goes, itself or with its owner. */
function isGone({ base, removed }: Draft, entity: EntityName, id: number): boolean {
  if (removed[entity].has(id)) return true
  const found = base[entity].find((one) => one.id === id)
  if (!found) return false
  const isContactGone = found.contact !== null && isGone({ base, removed } as Draft, 'contact', found.contact)
  return isContactGone || (found.company !== null && removed.company.has(found.company))
}

const ownerGoes = (draft: Draft, { company, contact }: Values): boolean =>
  (typeof company === 'number' && isGone(draft, 'company', company)) ||
  (typeof contact === 'number' && isGone(draft, 'contact', contact))

const pickOf = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)]

const words = [
  'Aprool',
  'Blou',
  'Cotillon',
  'Dupré',
  'Été',
  'Fœhn',
  'Gâtinais',
  'Hélios',
  'Ivoire',
  'Jura',
  'Kléber',
  'L’Îlot',
]
const wordOf = (value: number) => words[value % words.length] ?? ''

function addMove(draft: Draft, { kind, entity, pick, value }: Move): void {
  const { base, edits, removed } = draft
  const target = pickOf(base[entity], pick)
  const company = pickOf(base.company, pick)
  const update = (of: EntityName, id: number, values: Values) => {
    const before = edits[of].get(id)
    edits[of].set(id, { id, action: before?.action ?? 'u', values: { ...before?.values, ...values } })
  }
  const create = (of: EntityName, values: Values): number => {
    const id = draft.ids.pop() ?? 0
    edits[of].set(id, { id, action: 'c', values })
    return id
  }
  switch (kind) {
    case 'create': {
      const id = create('company', {
        name: wordOf(value),
        code: `N${draft.ids.length}-${value}-${base.company.length}`,
        alias: wordOf(pick),
      })
      update('company', id, { defaultAddress: create('address', { company: id, kind: 'main', city: wordOf(pick) }) })
      return
    }
    case 'child': {
      if (!company) return
      if (entity === 'contact')
        create('contact', { company: company.id, lastName: wordOf(value), externalId: value % 3 ? null : `X${value}` })
      else if (entity === 'address') create('address', { company: company.id, city: wordOf(value), kind: 'other' })
      else {
        const contact = pickOf(base.contact, value)
        if (contact) create('address', { contact: contact.id, city: wordOf(value), kind: 'other' })
      }
      return
    }
    case 'update':
      if (target) update(entity, target.id, newValues(entity, value))
      return
    case 'clear':
      if (target) update(entity, target.id, clearedValues[entity])
      return
    case 'delete':
      if (target) removed[entity].add(target.id)
      return
    case 'swap': {
      const other = pickOf(base.company, value)
      if (!company || !other || company === other) return
      update('company', company.id, { code: other.code })
      update('company', other.id, { code: company.code })
      return
    }
    case 'default':
      return switchDefault(draft, update, { company, value })
    case 'tags':
      if (target && entity !== 'address')
        update(entity, target.id, { environment: base.tags.filter((_, index) => (value >> index) & 1) })
      return
    case 'parent': {
      const parent = pickOf(base.company, value)
      if (company && parent && parent.id < company.id) update('company', company.id, { parent: parent.id })
      return
    }
  }
}

type Update = (of: EntityName, id: number, values: Values) => void

function switchDefault(
  { base, removed }: Draft,
  update: Update,
  { company, value }: { company: Found | undefined; value: number },
): void {
  if (!company) return
  const of = (records: readonly Found[], gone: ReadonlySet<number>) =>
    pickOf(
      records.filter((one) => one.company === company.id && !gone.has(one.id)),
      value,
    )
  const address = of(base.address, removed.address)
  const contact = of(base.contact, removed.contact)
  if (address) update('company', company.id, { defaultAddress: address.id })
  if (contact) update('company', company.id, { defaultContact: contact.id })
}

function newValues(entity: EntityName, value: number): Values {
  const word = wordOf(value)
  switch (entity) {
    case 'company':
      return [
        { name: word, annualRevenue: `${value}.5`, currency: 'EUR' },
        { alias: word, employees: value, lastVisit: `2026-01-${String(value + 1).padStart(2, '0')}` },
        { isTaxExempt: true, taxExemptionId: word },
        { isTaxExempt: false, phoneMain: '01 99 00 12 34', comments: `${word}\n"${word}"\\` },
      ][value % 4]!
    case 'contact':
      return [
        { lastName: word, position: word },
        { hasLeft: true },
        { hasLeft: false, isActive: true },
        { email1: `${value}@exemple.fr` },
      ][value % 4]!
    case 'address':
      return [
        { city: word },
        { postalCode: `4${value}000`, country: 'FR' },
        { name: `${word} ${value}` },
        { line1: word },
      ][value % 4]!
  }
}

const clearedValues: Record<EntityName, Values> = {
  company: { alias: null, annualRevenue: null, taxExemptionId: null, parent: null, environment: [] },
  contact: { position: null, externalId: null, email1: null },
  address: { city: null, name: null },
}

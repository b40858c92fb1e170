import type { Pool } from 'pg'
import type { z } from 'zod'
import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import type { EntityName, Field } from '../../shared/catalogue/field.ts'
import type { Values } from '../../shared/contract/record.contract.ts'
import type { listReversalRows as contract, ReversalRow } from '../../shared/contract/reversal.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { allOf, anyOf, firstRow, joined, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { newOf, oldOf } from '../records/entity-table.ts'
import { labelChanges } from '../records/log/label-changes.ts'
import { subjectIsVisible } from '../records/log/subject-is-visible.ts'
import { differs, type PlanTable } from '../records/plan/plan.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { readPlace } from './read-place.ts'
import { findPreview, reversalStem } from './reversal-previews.ts'

type Request = z.infer<NonNullable<typeof contract.query>>
type Found = Omit<ReversalRow, 'label'> & { subjectId: number }

const actions = { c: 'create', u: 'update', d: 'delete' } as const

/**
 * A page of a preview: companies, then contacts, then addresses, each in id order. Throws 'not-found', 'reversal-missing'
 * when a crash took its rows, 'filter-invalid'.
 */
export async function listReversalRows(db: Pool, actor: Actor, id: number, request: Request) {
  const { limit = 50, entity, field } = request
  const { outcome } = await findPreview(db, actor, id)
  const start = request.after === undefined ? undefined : readPlace(request.after)
  const tables = (outcome?.tables ?? [])
    .map((one) => planTableOf(id, one))
    .filter((table) => (entity === undefined || table.entity === entity) && isAbout(table, field))
  const found: Found[] = []
  const first = start ? tables.findIndex((table) => table.entity === start.entity) : 0
  for (const table of tables.slice(Math.max(0, first))) {
    const after = start?.entity === table.entity ? start.recordId : 0
    const wanted = limit + 1 - found.length
    if (wanted > 0) found.push(...(await readRows(db, actor, table, { ...request, after, wanted })))
  }
  const page = found.slice(0, limit)
  const labelOf = await labelChanges(db, page)
  const last = page.at(-1)
  const { references, seen } = await seeReferences(db, actor, page.flatMap(cellsOf))
  const shown = (of: EntityName, values: Values): Values =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, seen(fieldOf(of, key), value)]))
  return {
    rows: page.map(({ subjectId: _subject, ...row }): ReversalRow => ({
      ...row,
      label: labelOf(row),
      before: shown(row.entity, row.before),
      after: shown(row.entity, row.after),
    })),
    references,
    next: found.length > limit && last ? `${last.entity}:${last.recordId}` : null,
  }
}

function planTableOf(id: number, { entity, fields }: { entity: EntityName; fields: string[] }): PlanTable {
  return {
    entity,
    schema: 'stage',
    name: `${reversalStem(id)}_${entity}`,
    fields: fields.map((key) => fieldOf(entity, key)),
  }
}

const isAbout = ({ entity, fields }: PlanTable, path: string | undefined): boolean =>
  path === undefined || fields.some(({ key }) => `${entity}.${key}` === path)

type Page = Pick<Request, 'action' | 'field'> & { after: number; wanted: number }

async function readRows(db: Queryable, actor: Actor, table: PlanTable, page: Page): Promise<Found[]> {
  const { entity, fields } = table
  await demandTable(db, table)
  const wanted = page.field === undefined ? undefined : fields.filter(({ key }) => `${entity}.${key}` === page.field)
  const columns = fields.flatMap((field, place) => [
    sql`${oldOf(field, 'p')} as ${sql.id(`o${place}`)}`,
    sql`${newOf(field, 'p')} as ${sql.id(`n${place}`)}`,
  ])
  const rows = await rowsOf<Record<string, unknown> & { id: number; subjectId: number; action: 'c' | 'u' | 'd' }>(
    db,
    sql`select ${joined([sql`p.record_id as id, p.subject_id as "subjectId", p.action`, ...columns])}
          from ${sql.id(table.schema, table.name)} as p
         where ${allOf([
           sql`p.record_id > ${page.after} and ${subjectIsVisible(sql`p.subject_id`, actor)}`,
           ...(page.action === undefined ? [] : [sql`p.action = ${page.action.charAt(0)}::"char"`]),
           ...(wanted === undefined ? [] : [anyOf(wanted.map((field) => differs(field)))]),
         ])}
         order by p.record_id
         limit ${page.wanted}`,
  )
  return rows.map((row) => ({
    entity,
    recordId: row.id,
    subjectId: row.subjectId,
    action: actions[row.action],
    ...valuesOf(row, fields),
  }))
}

/** The two values of the fields that differ. */
function valuesOf(row: Record<string, unknown>, fields: readonly Field[]): { before: Values; after: Values } {
  const before: Values = {}
  const after: Values = {}
  for (const [place, field] of fields.entries()) {
    const [held, holds] = [(row[`o${place}`] ?? null) as Values[string], (row[`n${place}`] ?? null) as Values[string]]
    if (JSON.stringify(held) === JSON.stringify(holds)) continue
    before[field.key] = held
    after[field.key] = holds
  }
  return { before, after }
}

const cellsOf = ({ entity, before, after, subjectId: subject }: Found) =>
  Object.keys(before).flatMap((key) => {
    const field = fieldOf(entity, key)
    return [before[key] ?? null, after[key] ?? null].map((value) => ({ field, value, subject }))
  })

async function demandTable(db: Queryable, { schema, name }: PlanTable): Promise<void> {
  const found = await firstRow<{ name: string | null }>(
    db,
    sql`select to_regclass(${`${schema}.${name}`})::text as name`,
  )
  if (!found?.name) throw new RafaleError('reversal-missing')
}

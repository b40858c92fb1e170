import type { EntityName, Field } from '../../shared/catalogue/field.ts'
import type { Values } from '../../shared/contract/record.contract.ts'
import { catalogue, findField } from '../../shared/catalogue/catalogue.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { firstRow, joined, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { labelReferences, seeReferences } from '../records/read/label-references.ts'
import { differs } from '../records/plan/plan.ts'
import type { StoredImport } from './find-import.ts'
import { stageTables, type StageTables } from './plan/stage-tables.ts'

export type PlannedChange = {
  entity: EntityName
  recordId: number
  label: string | null
  action: 'create' | 'update' | 'delete'
  fields: Record<string, [Values[string], Values[string]]>
  row: number | null
}

const pageSize = 50
const actionNames = { c: 'create', u: 'update', d: 'delete' } as const

/** Before → after of what the plan writes to an entity, in record order. Throws 'field-unknown'. */
export async function listPlannedChanges(
  db: Queryable,
  actor: Actor,
  run: StoredImport,
  which: {
    entity: EntityName
    action: 'create' | 'update' | 'delete'
    field?: string | undefined
    after?: number | undefined
  },
): Promise<{ changes: PlannedChange[]; references: Record<string, string>; next: number | null }> {
  const tables = stageTables(run)
  const name = `${tables.planStem}_${which.entity}`
  const present = await rowsOf<{ name: string }>(
    db,
    sql`select attname as name from pg_attribute where attrelid = to_regclass(${`stage.${name}`}) and attnum > 0 and not attisdropped`,
  )
  const columns = new Set(present.map((column) => column.name))
  const fields = catalogue[which.entity].filter((field) => columns.has(`new_${field.column}`))
  if (fields.length === 0) return { changes: [], references: {}, next: null }
  if (which.field !== undefined && !findField(which.entity, which.field))
    throw new RafaleError('field-unknown', { field: which.field }, 'field')
  const only = fields.find((field) => field.key === which.field)
  const changesField = only ? differs(only) : which.field === undefined ? sql`true` : sql`false`
  const found = await rowsOf<
    Record<string, unknown> & { recordId: number; rowNo: number | null; action: 'c' | 'u' | 'd' }
  >(
    db,
    sql`select p.record_id as "recordId", p.row_no as "rowNo", p.action,
               ${joined(fields.flatMap((field, index) => [sql`p.${sql.id(`old_${field.column}`)} as ${sql.id(`o${index}`)}`, sql`p.${sql.id(`new_${field.column}`)} as ${sql.id(`n${index}`)}`]))}
          from ${sql.id('stage', name)} as p
         where p.action = ${which.action.charAt(0)}::"char" and p.record_id > ${which.after ?? 0} and ${changesField}
         order by p.record_id
         limit ${pageSize + 1}`,
  )
  const page = found.slice(0, pageSize)
  const changes = page.map((row): PlannedChange => {
    const cells = fields.map(
      (field, index) =>
        [field.key, [row[`o${index}`] ?? null, row[`n${index}`] ?? null]] as [string, [Values[string], Values[string]]],
    )
    const changed = Object.fromEntries(
      cells.filter(([, [before, after]]) => JSON.stringify(before) !== JSON.stringify(after)),
    )
    const nameOf = (key: string) => cells.find(([one]) => one === key)?.[1].findLast((value) => value !== null)
    const label =
      which.entity === 'contact' ? [nameOf('lastName'), nameOf('firstName')].filter(Boolean).join(' ') : nameOf('name')
    return {
      entity: which.entity,
      recordId: row.recordId,
      row: row.rowNo,
      action: actionNames[row.action],
      label: label ? String(label) : null,
      fields: changed,
    }
  })
  const values = changes.flatMap((change) =>
    fields.flatMap((field) => (change.fields[field.key] ?? []).map((value) => ({ field, value }))),
  )
  const { references, seen } = await seeReferences(db, actor, values, await createdCompanies(db, tables, values))
  const shown = changes.map((change) => ({
    ...change,
    fields: Object.fromEntries(
      fields.flatMap((field) => {
        const [before, after] = change.fields[field.key] ?? [undefined, undefined]
        return before === undefined || after === undefined
          ? []
          : [[field.key, [seen(field, before), seen(field, after)] as [Values[string], Values[string]]]]
      }),
    ),
  }))
  return {
    changes: await labelled(db, actor, shown),
    references,
    next: found.length > pageSize ? (page.at(-1)?.recordId ?? null) : null,
  }
}

/** The names of the companies that the plan creates, among those that values refer to. */
async function createdCompanies(
  db: Queryable,
  tables: StageTables,
  values: readonly { field: Field; value: Values[string] }[],
): Promise<Record<string, string>> {
  const ids = values.flatMap(({ field, value }) =>
    field.target === 'company' && typeof value === 'number' ? [value] : [],
  )
  const name = `${tables.planStem}_company`
  const table = await firstRow(
    db,
    sql`select from pg_attribute where attrelid = to_regclass(${`stage.${name}`}) and attname = 'new_name'`,
  )
  if (ids.length === 0 || !table) return {}
  const created = await rowsOf<{ id: number; name: string }>(
    db,
    sql`select p.record_id as id, coalesce(p.new_name, '') as name from ${sql.id('stage', name)} as p
         where p.action = 'c' and p.record_id = any(${ids}::bigint[])`,
  )
  return Object.fromEntries(created.map(({ id, name: called }) => [id, called]))
}

/** An update need not name its record: the base does. */
async function labelled(db: Queryable, actor: Actor, changes: PlannedChange[]): Promise<PlannedChange[]> {
  const nameless = changes.filter((change) => !change.label)
  const entity = nameless[0]?.entity
  if (!entity) return changes
  const ids = nameless.map((change) => change.recordId)
  const labels = await labelReferences(db, actor, entity, ids)
  return changes.map((change) => ({ ...change, label: change.label ?? labels[change.recordId] ?? null }))
}

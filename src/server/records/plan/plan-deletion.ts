import type { EntityName } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { childrenOf, columnOf, fieldsOf, newOf, oldOf, subjectOf, tableOf } from '../entity-table.ts'
import { createPlanTable } from './create-plan-table.ts'
import { planTable, type PlanTable } from './plan.ts'

type Deletion = {
  entity: EntityName
  /** A query of the ids that go. */
  ids: Sql
  /** Name stem of unlogged tables for bulk work; temporary tables without it. */
  bulkName?: string
}

/** The plan tables that delete records of an entity with all that hangs on them, each with its whole image. */
export async function planDeletion(client: Queryable, deletion: Deletion): Promise<PlanTable[]> {
  const { entity, ids, bulkName } = deletion
  const table = await createPlanTable(client, {
    entity,
    fields: fieldsOf(entity),
    ...(bulkName ? { bulkName: `${bulkName}_${entity}` } : {}),
  })
  await addDeletions(client, table, ids)
  const children: PlanTable[] = []
  for (const child of childrenOf[entity]) {
    const owned = sql`select c.id from ${tableOf(child.entity)} as c where ${sql.id('c', child.ownerColumn)} in (${ids})`
    const known = children.find((one) => one.entity === child.entity)
    if (known) await addDeletions(client, known, owned)
    else
      for (const made of await planDeletion(client, {
        entity: child.entity,
        ids: owned,
        ...(bulkName ? { bulkName } : {}),
      }))
        children.push(made)
  }
  return [table, ...children]
}

/** Adds the records of these ids to a plan table as deletions; one already there is left. */
export async function addDeletions(client: Queryable, table: PlanTable, ids: Sql): Promise<number> {
  const fields = table.fields
  return execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, record, ${joined(fields.flatMap((field) => [oldOf(field), newOf(field)]))})
        select r.id, ${subjectOf(table.entity, 'r')}, 'd', r.version, ${recordImage(table.entity)},
               ${joined(fields.flatMap((field) => [columnOf('r', field), sql`null`]))}
          from ${tableOf(table.entity)} as r
         where r.id in (${ids})
           and not exists (select from ${planTable(table)} as p where p.record_id = r.id)`,
  )
}

/** What of a record is in no field of the catalogue, and comes back with it; a company's former codes still find it then. */
function recordImage(entity: EntityName): Sql {
  const own = sql`'version', r.version, 'createdAt', r.created_at`
  if (entity === 'address') return sql`jsonb_build_object(${own})`
  const former =
    entity === 'company'
      ? sql`, 'formerCodes', (select nullif(known.former_codes, '') from company_search as known where known.id = r.id)`
      : sql``
  return sql`jsonb_strip_nulls(jsonb_build_object(${own}, 'isRestricted', r.is_restricted${former}))`
}

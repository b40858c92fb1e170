import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { isMaskable, maskedValue } from '../../../shared/catalogue/masked-value.ts'
import type { HistoryEntry, Values } from '../../../shared/contract/record.contract.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { imageLabel } from '../log/image-label.ts'
import { subjectIsVisible } from '../log/subject-is-visible.ts'
import { isVisible } from '../visibility.ts'

/** A contact as people name it: last name in capitals, first name; its e-mail when it has neither. */
export const contactLabel = (alias: string): Sql => {
  const column = (name: string) => sql.id(alias, name)
  return sql`coalesce(nullif(concat_ws(' ', upper(${column('last_name')}), ${column('first_name')}), ''), ${column('email_1')}, '')`
}

type Value = Values[string]
/** `subject`: in whose history the value stands, where a deleted address of it is found. */
type Referring = { field: Field; value: Value; subject?: number }

/** References as the actor may be told them. */
export type Sight = {
  /** The names of what values refer to, by id; of a deleted record the one it had. */
  references: Record<string, string>
  /** The value of a field, masked when it refers to a record that is hidden from the actor or gone without a name. */
  seen: (field: Field, value: Value) => Value
}

/**
 * Every id that values refer to leaves through here: it is named, or else masked. `planned`: the names of records that
 * are still to be created.
 */
export async function seeReferences(
  db: Queryable,
  actor: Actor,
  cells: readonly Referring[],
  planned: Record<string, string> = {},
): Promise<Sight> {
  const targets = new Map<number, EntityName>()
  for (const { field, value } of cells) {
    if (isMaskable(field) && typeof value === 'number') targets.set(value, field.target as EntityName)
  }
  const subjects = new Set(cells.flatMap(({ subject }) => subject ?? []))
  const references = targets.size === 0 ? {} : { ...planned, ...(await namesOf(db, actor, targets, subjects)) }
  return {
    references,
    seen: (field, value) =>
      isMaskable(field) && typeof value === 'number' && references[value] === undefined ? maskedValue : value,
  }
}

/** The names of the companies, contacts and addresses of these ids; those the actor may not see are absent. */
export async function labelReferences(
  db: Queryable,
  actor: Actor,
  target: EntityName,
  ids: readonly number[],
): Promise<Record<string, string>> {
  return ids.length === 0 ? {} : liveNames(db, actor, new Map(ids.map((id) => [id, target])))
}

async function namesOf(
  db: Queryable,
  actor: Actor,
  targets: ReadonlyMap<number, EntityName>,
  subjects: ReadonlySet<number>,
): Promise<Record<string, string>> {
  const live = await liveNames(db, actor, targets)
  const rest = [...targets.keys()].filter((id) => live[id] === undefined)
  if (rest.length === 0) return live
  // The same statement for what is hidden and what is gone.
  const gone = await rowsOf<{ id: number; entity: EntityName; fields: HistoryEntry['fields'] }>(
    db,
    sql`select distinct on (change.record_id) change.record_id as id, change.entity, change.fields
          from change
         where change.subject_id = any(${[...rest, ...subjects]}::bigint[]) and change.record_id = any(${rest}::bigint[])
           and change.action = 'd' and ${subjectIsVisible(sql`change.subject_id`, actor)}
         order by change.record_id, change.change_set_id desc`,
  )
  const named = gone.map(({ id, entity, fields }) => [id, imageLabel(entity, fields)] as const)
  return { ...Object.fromEntries(named), ...live }
}

async function liveNames(
  db: Queryable,
  actor: Actor,
  targets: ReadonlyMap<number, EntityName>,
): Promise<Record<string, string>> {
  const named = [...new Set(targets.values())].map((target) => {
    const ids = [...targets].filter(([, one]) => one === target).map(([id]) => id)
    return sql`select r.id, ${labelOf(target)} as label from ${sql.id(target)} as r
                where r.id = any(${ids}::bigint[]) and ${isVisible(target, 'r', actor)}`
  })
  const found = await rowsOf<{ id: number; label: string }>(db, sql.join(named, sql` union all `))
  return Object.fromEntries(found.map(({ id, label }) => [id, label]))
}

/** How a record of an entity is named where it is referred to. */
export function labelOf(entity: 'company' | 'contact' | 'address', alias = 'r'): Sql {
  switch (entity) {
    case 'company':
      return sql.id(alias, 'name')
    case 'contact':
      return contactLabel(alias)
    case 'address':
      return sql`concat_ws(', ', ${sql.id(alias, 'name')}, ${sql.id(alias, 'line_1')}, ${sql.id(alias, 'postal_code')}, ${sql.id(alias, 'city')})`
  }
}

import type { Field } from '../../../shared/catalogue/field.ts'
import type { Values } from '../../../shared/contract/record.contract.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { isVisible } from '../visibility.ts'

/** A contact as people name it: last name in capitals, first name; its e-mail when it has neither. */
export const contactLabel = (alias: string): Sql => {
  const column = (name: string) => sql.id(alias, name)
  return sql`coalesce(nullif(concat_ws(' ', upper(${column('last_name')}), ${column('first_name')}), ''), ${column('email_1')}, '')`
}

type Referring = { field: Field; value: Values[string] }

/** The names of the companies and contacts that values refer to, by id; those the actor may not see are absent. */
export async function labelReferences(
  db: Queryable,
  actor: Actor,
  cells: readonly Referring[],
): Promise<Record<string, string>> {
  const labels: Record<string, string> = {}
  for (const target of ['company', 'contact', 'address'] as const) {
    const ids = [
      ...new Set(
        cells
          .filter((cell) => cell.field.target === target && typeof cell.value === 'number')
          .map((cell) => cell.value as number),
      ),
    ]
    if (ids.length === 0) continue
    const found = await rowsOf<{ id: number; label: string }>(
      db,
      sql`select r.id, ${labelOf(target)} as label from ${sql.id(target)} as r
           where r.id = any(${ids}::bigint[]) and ${isVisible(target, 'r', actor)}`,
    )
    for (const { id, label } of found) labels[id] = label
  }
  return labels
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

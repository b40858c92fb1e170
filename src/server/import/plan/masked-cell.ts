import type { Field } from '../../../shared/catalogue/field.ts'
import { isMaskable, maskedText } from '../../../shared/catalogue/masked-value.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { joined, sql, type Sql } from '../../platform/database/sql.ts'
import { isVisible } from '../../records/visibility.ts'

/** What a cell holds that an export masked: that the field stays as it is. No record has this id. */
export const maskedId = sql.lit(0)

const texts = joined(Object.values(maskedText).map((text) => sql.lit(text)))

/** Whether a text is the mark of a masked reference, in either language. */
export const isMasked = (text: Sql): Sql => sql`lower(${text}) in (${texts})`

/** Whether the cell of a field says more than that it was masked. */
export const saysSomething = (field: Field, incoming: Sql): Sql =>
  isMaskable(field) ? sql`${incoming} is distinct from ${maskedId}` : sql`true`

/** What a created record gets of a cell: nothing of what was masked. */
export const createdValue = (field: Field, incoming: Sql): Sql =>
  isMaskable(field) ? sql`nullif(${incoming}, ${maskedId})` : incoming

type Cell = { field: Field; incoming: Sql; current: Sql; merged: Sql }

/**
 * A reference that was masked when the file was exported stays what it is. A file that was exported before there was a
 * mark has an empty cell: it leaves a company alone that the actor may not see.
 */
export function keepHidden(actor: Actor, { field, incoming, current, merged }: Cell): Sql {
  if (!isMaskable(field) || field.target !== 'company') return merged
  const isSeen = sql`exists (select from company as seen where seen.id = ${current} and ${isVisible('company', 'seen', actor)})`
  return sql`case when ${incoming} = ${maskedId} or (${incoming} is null and ${current} is not null and not ${isSeen})
    then ${current} else ${merged} end`
}

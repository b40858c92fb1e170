import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { labelOf } from './label-references.ts'
import { hitsSql, selectionSql, wordsOf } from './selection-sql.ts'

export type Suggestion = { id: number; label: string; hint: string; photo: string | null }

/** Up to 20 visible records whose searched text holds what was typed. */
export function suggestRecords(db: Queryable, actor: Actor, entity: ListEntity, text: string): Promise<Suggestion[]> {
  const words = wordsOf(text)
  if (words.length === 0) return Promise.resolve([])
  const hint = entity === 'company' ? sql`concat_ws(' · ', r.code, a.city)` : sql`concat_ws(' · ', o.name, r.position)`
  const read = new Set([entity === 'company' ? ('address' as const) : ('company' as const)])
  return rowsOf<Suggestion>(
    db,
    sql`with hit as materialized (${hitsSql(entity, words)} limit 2000)
        select r.id, ${labelOf(entity)} as label, ${hint} as hint, ${entity === 'contact' ? sql`r.photo` : sql`null`} as photo
          ${selectionSql({ entity }, actor, { read, meeting: 'page' })} and r.id in (select hit.id from hit)
         order by ${labelOf(entity)} collate "fr-x-icu", r.id
         limit 20`,
  )
}

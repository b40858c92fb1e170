import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { execute, sql, type Queryable } from '../../platform/database/sql.ts'
import { newOf } from '../entity-table.ts'
import { hasField, planTable, tableFor, type Plan } from '../plan/plan.ts'

/** The photos that a plan gives to contacts are known as theirs. */
export async function notePictures(client: Queryable, plan: Plan): Promise<void> {
  const contacts = tableFor(plan, 'contact')
  if (!contacts || !hasField(contacts, 'photo')) return
  const photo = newOf(fieldOf('contact', 'photo'), 'p')
  await execute(
    client,
    sql`insert into picture_use (hash, contact_id)
        select ${photo}, p.record_id from ${planTable(contacts)} as p
         where p.action <> 'd' and ${photo} is not null
        on conflict do nothing`,
  )
}

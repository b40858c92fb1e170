import type { ClientBase } from 'pg'
import { firstRow, rowsOf, sql } from '../../platform/database/sql.ts'
import { planEdits, type Edit } from '../plan/plan-edits.ts'
import type { PlanTable } from '../plan/plan.ts'

type Employer = { id: number; version: number; defaultContact: number | null; otherContact: number | null }

/**
 * A company with contacts has exactly one default contact: the first one created or moved there becomes it; when the
 * default moves away, the oldest that stays. The plan of those companies, or undefined when no pointer moves.
 */
export async function planDefaultContact(
  client: ClientBase,
  contact: { id: number; isNew: boolean; company: number | undefined },
): Promise<PlanTable | undefined> {
  const { id, isNew, company } = contact
  if (company === undefined) return undefined
  const before = isNew
    ? undefined
    : await firstRow<{ company: number }>(
        client,
        sql`select r.company_id as company from contact as r where r.id = ${id}`,
      )
  if (before?.company === company) return undefined
  const employers = await rowsOf<Employer>(
    client,
    sql`select r.id, r.version, r.default_contact_id as "defaultContact",
               (select min(t.id) from contact as t where t.company_id = r.id and t.id <> ${id}) as "otherContact"
          from company as r
         where r.id = any(${[company, ...(before ? [before.company] : [])]}::bigint[])
         order by r.id
           for update of r`,
  )
  const edits = employers.flatMap((employer): Edit[] => {
    const next = employer.id === company ? (employer.defaultContact ?? id) : moved(employer, id)
    if (next === employer.defaultContact) return []
    return [{ id: employer.id, action: 'u', version: employer.version, values: { defaultContact: next } }]
  })
  return edits.length > 0 ? planEdits(client, 'company', edits) : undefined
}

const moved = ({ defaultContact, otherContact }: Employer, id: number) =>
  defaultContact === id ? otherContact : defaultContact

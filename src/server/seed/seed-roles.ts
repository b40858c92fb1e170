import { suppliedRoles } from '../../shared/rights.ts'
import { execute, sql, type Queryable } from '../platform/database/sql.ts'

/** The supplied roles exist; the administrator's holds every right there is, the others keep what was made of them. */
export async function seedRoles(db: Queryable): Promise<void> {
  const roles = Object.entries(suppliedRoles).map(([code, { label, rights }]) => ({
    code,
    label_fr: label.fr,
    label_en: label.en,
    rights,
  }))
  await execute(
    db,
    sql`insert into role (code, label_fr, label_en, rights)
        select code, label_fr, label_en, rights
          from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as r (code text, label_fr text, label_en text, rights text[])
        on conflict (code) do update
           set rights = excluded.rights
         where role.code = 'administrator' and role.rights <> excluded.rights`,
  )
}

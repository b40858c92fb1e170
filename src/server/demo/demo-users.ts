import { onlyRow, execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'

/** Ids by what they do for companies. */
export type DemoUsers = { telemarketers: number[]; salesPeople: number[]; managers: number[] }

const staff = [
  { name: 'Camille Aubert', role: 'sales-manager', does: 'managers' },
  { name: 'Hugo Marchand', role: 'sales-manager', does: 'managers' },
  { name: 'Nadia Benali', role: 'sales-administrator', does: 'managers' },
  { name: 'Élise Guérin', role: 'sales-person', does: 'salesPeople' },
  { name: 'Thomas Le Goff', role: 'sales-person', does: 'salesPeople' },
  { name: 'Sarah Fontaine', role: 'sales-person', does: 'salesPeople' },
  { name: 'Maxime Roussel', role: 'sales-person', does: 'salesPeople' },
  { name: 'Inès Carpentier', role: 'sales-person', does: 'salesPeople' },
  { name: 'Yann Kerbrat', role: 'sales-person', does: 'salesPeople' },
  { name: 'Julie Vasseur', role: 'sales-person', does: 'telemarketers' },
  { name: 'Karim Haddad', role: 'sales-person', does: 'telemarketers' },
  { name: 'Laure Perrin', role: 'sales-person', does: 'telemarketers' },
] as const satisfies readonly { name: string; role: string; does: keyof DemoUsers }[]

/** The address of a name in the domain of the examples. */
const emailOf = (name: string): string =>
  `${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@rafale.example`

/** The staff of the demonstration exists; those added now have no password, so they cannot sign in. */
export async function addDemoUsers(db: Queryable): Promise<DemoUsers> {
  const users: DemoUsers = { telemarketers: [], salesPeople: [], managers: [] }
  for (const { name, role, does } of staff) {
    const { id } = await onlyRow<{ id: number }>(
      db,
      sql`with added as (
            insert into app_user (email, name, role_id)
            select ${emailOf(name)}, ${name}, role.id from role where role.code = ${role}
            on conflict (lower(email)) do nothing
            returning id
          )
          select id from added union all select id from app_user where lower(email) = ${emailOf(name)} limit 1`,
    )
    users[does].push(id)
  }
  return users
}

/** Our own legal entities; two are made when there is none. */
export async function addDemoBillingEntities(db: Queryable): Promise<number[]> {
  await execute(
    db,
    sql`insert into billing_entity (code, name)
        select code, name from (values ('FR', 'Rafale France'), ('SV', 'Rafale Services')) as demo (code, name)
         where not exists (select from billing_entity)`,
  )
  const entities = await rowsOf<{ id: number }>(db, sql`select id from billing_entity order by id`)
  return entities.map(({ id }) => id)
}

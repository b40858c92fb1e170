import { hashPassword } from '../../src/server/platform/auth/password.ts'
import { openSession } from '../../src/server/platform/auth/session.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import type { Language } from '../../src/shared/errors/rafale-error.ts'
import type { Right } from '../../src/shared/rights.ts'
import { client, type Client, type TestServer } from '../test-server.ts'

export type NewUser = {
  email?: string
  name?: string
  /** Code of a supplied role; a role of its own when `rights` are given. */
  role?: string
  rights?: readonly Right[]
  language?: Language
  password?: string
  isActive?: boolean
}

export type User = { id: number; email: string; call: Client }

let count = 0

/** A member of staff who is signed in: `call` calls the API as him. */
export async function createUser(server: TestServer, given: NewUser = {}): Promise<User> {
  count++
  const { pool } = server
  const email = given.email ?? `user${count}@rafale.test`
  const role = given.rights ? await createRole(server, given.rights) : (given.role ?? 'administrator')
  const password = given.password ? await hashPassword(given.password) : null
  const { id } = await onlyRow<{ id: number }>(
    pool,
    sql`insert into app_user (email, name, language, role_id, password_hash, is_active)
        select ${email}, ${given.name ?? `User ${count}`}, ${given.language ?? 'en'}, role.id, ${password}, ${given.isActive ?? true}
          from role where role.code = ${role}
        returning id`,
  )
  const token = await openSession(pool, id)
  return { id, email, call: client(server, { cookie: `rafale_session=${token}` }) }
}

async function createRole({ pool }: TestServer, rights: readonly Right[]): Promise<string> {
  const code = `role-${count}`
  await onlyRow(
    pool,
    sql`insert into role (code, label_fr, label_en, rights) values (${code}, ${code}, ${code}, ${[...rights]}::text[]) returning id`,
  )
  return code
}

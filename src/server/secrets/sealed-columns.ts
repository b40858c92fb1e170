import { execute, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { keyNeeded, openWith, sealedBy, sealWith, type Key } from '../platform/secrets/cipher.ts'
import { slotNames, type SlotName } from '../platform/secrets/slots.ts'

type SealedColumn = {
  table: Sql
  /** What tells its rows apart, as slots name them. */
  key: Sql
  value: Sql
  assign: (sealed: string) => Sql
  /**
   * What becomes of a row whose secret is lost for good. A second factor stays as it is: taking it off would let in
   * whoever knows the password; its owner has recovery codes, and administrators take it off one by one.
   */
  forget: Sql | undefined
}

const columns: Record<SlotName, SealedColumn> = {
  'app_user.totp_secret': {
    table: sql`app_user`,
    key: sql`id`,
    value: sql`totp_secret`,
    assign: (sealed) => sql`totp_secret = ${sealed}`,
    forget: undefined,
  },
  'import_source.secret': {
    table: sql`import_source`,
    key: sql`id`,
    value: sql`secret`,
    assign: (sealed) => sql`secret = ${sealed}`,
    forget: sql`secret = null, secret_kind = 'none'`,
  },
  'mail.text': {
    table: sql`mail`,
    key: sql`id`,
    value: sql`text`,
    assign: (sealed) => sql`text = ${sealed}`,
    forget: sql`text = null, state = 'failed', error = 'secret-key-missing'`,
  },
  'setting.secret': {
    table: sql`setting`,
    key: sql`key`,
    value: sql`value ->> 'secret'`,
    assign: (sealed) => sql`value = jsonb_set(value, '{secret}', to_jsonb(${sealed}::text))`,
    forget: sql`value = jsonb_set(value, '{secret}', 'null')`,
  },
}

/** `setting` holds values of every shape. */
const hasValue = ({ value }: SealedColumn): Sql => sql`(${value}) is not null`

type Kept = { row: string | number; value: string }

/** The values of a column that this key did not seal, their rows kept from others until the end of the transaction. */
const othersOf = (db: Queryable, column: SealedColumn, keyId: string): Promise<Kept[]> =>
  rowsOf<Kept>(
    db,
    sql`select ${column.key} as row, ${column.value} as value from ${column.table}
         where ${hasValue(column)} and not starts_with(${column.value}, ${sealedBy(keyId)})
         order by 1 for update`,
  )

/** Whether there is anything that this key did not seal. */
export async function hasOthers(db: Queryable, keyId: string): Promise<boolean> {
  const parts = slotNames.map((name) => {
    const column = columns[name]
    return sql`exists (select from ${column.table}
                        where ${hasValue(column)} and not starts_with(${column.value}, ${sealedBy(keyId)}))`
  })
  const { is } = await onlyRow<{ is: boolean }>(db, sql`select ${sql.join(parts, sql` or `)} as is`)
  return is
}

/** Everything in plain, and what one of the other keys sealed, is sealed by the first; how many values that were. */
export async function sealAll(client: Queryable, keys: readonly [Key, ...Key[]]): Promise<number> {
  let sealed = 0
  for (const name of slotNames) {
    const column = columns[name]
    for (const { row, value } of await othersOf(client, column, keys[0].id)) {
      const plain = readValue(keys, { name, row }, value)
      if (plain === undefined) continue
      const assignment = column.assign(sealWith(keys[0], { name, row }, plain))
      await execute(client, sql`update ${column.table} set ${assignment} where ${column.key} = ${row}`)
      sealed++
    }
  }
  return sealed
}

/** Undefined for what none of the keys opens. */
function readValue(
  keys: readonly Key[],
  slot: { name: SlotName; row: string | number },
  value: string,
): string | undefined {
  const needed = keyNeeded(value)
  if (needed === undefined) return value
  const key = keys.find(({ id }) => id === needed)
  try {
    return key && openWith(key, slot, value)
  } catch {
    return undefined
  }
}

export type Unreadable = { name: SlotName; rows: (string | number)[] }

/** By column, the rows whose secret none of the keys opens; a base in order has none, nor any in plain. */
export async function findUnreadable(db: Queryable, keys: readonly Key[]): Promise<Unreadable[]> {
  const found: Unreadable[] = []
  for (const name of slotNames) {
    const { table, key, value } = columns[name]
    const kept = await rowsOf<Kept>(
      db,
      sql`select ${key} as row, ${value} as value from ${table} where ${hasValue(columns[name])} order by 1`,
    )
    const rows = kept.filter(({ row, value }) => readValue(keys, { name, row }, value) === undefined)
    found.push({ name, rows: rows.map(({ row }) => row) })
  }
  return found
}

/** How many values another key than these sealed: told without opening any. */
export async function countForeign(db: Queryable, keys: readonly Key[]): Promise<number> {
  const ids = keys.map(({ id }) => id)
  const parts = slotNames.map((name) => {
    const { table, value } = columns[name]
    return sql`(select count(*) from ${table}
                 where ${hasValue(columns[name])} and split_part(${value}, ':', 3) <> all(${ids}::text[]))`
  })
  const { count } = await onlyRow<{ count: number }>(db, sql`select ${sql.join(parts, sql` + `)} as count`)
  return count
}

/** What none of the keys opens is given up, but for second factors; how many values that were. */
export async function forgetLost(client: Queryable, keys: readonly Key[]): Promise<number> {
  let forgotten = 0
  for (const { name, rows } of await findUnreadable(client, keys)) {
    const { table, key, forget } = columns[name]
    if (!forget) continue
    for (const row of rows) forgotten += await execute(client, sql`update ${table} set ${forget} where ${key} = ${row}`)
  }
  return forgotten
}

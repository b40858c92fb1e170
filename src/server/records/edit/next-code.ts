import { firstRow, onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'

/** Automatic numbering (CO-5): a prefix and a number of at least so many digits. */
export type Numbering = { isOn: boolean; prefix: string; digits: number }

const usual: Numbering = { isOn: true, prefix: 'C', digits: 6 }

export async function readNumbering(client: Queryable): Promise<Numbering> {
  const row = await firstRow<{ value: Numbering }>(client, sql`select value from setting where key = 'numbering'`)
  return row?.value ?? usual
}

/** The next automatic number that no company has, or undefined when numbering is off. Gaps are fine, reuse is not. */
export async function nextCode(client: Queryable): Promise<string | undefined> {
  const numbering = await readNumbering(client)
  if (!numbering.isOn) return undefined
  for (;;) {
    const { n } = await onlyRow<{ n: number }>(client, sql`select nextval('company_number') as n`)
    const code = `${numbering.prefix}${String(n).padStart(numbering.digits, '0')}`
    const taken = await firstRow(client, sql`select from company where code_key = code_key(${code})`)
    if (!taken) return code
  }
}

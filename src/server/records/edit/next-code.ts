import type { Numbering } from '../../../shared/contract/reference.contract.ts'
import { firstRow, onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'

const usual: Numbering = { isOn: true, prefix: 'C', digits: 6 }

export async function readNumbering(client: Queryable): Promise<Numbering> {
  const row = await firstRow<{ value: Numbering }>(client, sql`select value from setting where key = 'numbering'`)
  return row?.value ?? usual
}

/** `{ prefix: 'C', digits: 6 }` and 42 → `C000042`. */
export const numberOf = ({ prefix, digits }: Numbering, n: number): string =>
  `${prefix}${String(n).padStart(digits, '0')}`

/** The next automatic number that no company has, or undefined when numbering is off. Gaps are fine, reuse is not. */
export async function nextCode(client: Queryable): Promise<string | undefined> {
  const numbering = await readNumbering(client)
  if (!numbering.isOn) return undefined
  for (;;) {
    const { n } = await onlyRow<{ n: number }>(client, sql`select nextval('company_number') as n`)
    const code = numberOf(numbering, n)
    const taken = await firstRow(client, sql`select from company where code_key = code_key(${code})`)
    if (!taken) return code
  }
}

import type { Field } from '../../../shared/catalogue/field.ts'
import type { JournalValue } from '../../../shared/contract/journal.contract.ts'
import type { JournalOperation } from '../../../shared/journals/operations.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnTypeOf } from '../../records/entity-table.ts'

/** What an operation makes of a record's value, and the code of an error (or null) where it cannot: the value stays then. */
export type OperationSql = { value: Sql; refusal?: Sql }

type Operation = { field: Field; operation: JournalOperation; value: JournalValue }

/** The operation on a field whose present value is `column`. The value was read by `changeHeader`. */
export function operationSql({ field, operation, value }: Operation, column: Sql): OperationSql {
  const type = columnTypeOf(field)
  switch (operation) {
    case 'set':
      return { value: sql`${value}::${type}` }
    case 'clear':
      return { value: sql`null::${type}` }
    case 'add-tag':
      return {
        value: sql`(select array_agg(distinct one.id order by one.id) from unnest(${column} || ${value}::bigint[]) as one (id))`,
      }
    case 'remove-tag':
      return {
        value: sql`(select array_agg(one.id order by one.id) from unnest(${column}) as one (id) where one.id <> all(${value}::bigint[]))`,
      }
    case 'replace-text':
      return replacedText(field, value as { find: string; replace: string }, column)
    case 'add-amount':
      return number(field, sql`${column} + ${value}::numeric`, column)
    case 'add-percentage':
      return number(field, sql`${column} * (1 + ${value}::numeric / 100)`, column)
    case 'shift-date':
      return shiftedDate(field, value as { amount: number; unit: string }, column)
  }
}

/** Every occurrence replaced, the text then cleaned as one that was typed. */
function replacedText(field: Field, { find, replace }: { find: string; replace: string }, column: Sql): OperationSql {
  const clean = field.type === 'longText' ? sql`clean_lines` : sql`clean_cell`
  const text = sql`case when strpos(${column}, ${find}) > 0 then ${clean}(replace(${column}, ${find}, ${replace})) else ${column} end`
  const longest = field.maxLength ?? (field.type === 'longText' ? 20_000 : 200)
  return guarded(sql`length(${text}) > ${longest}`, 'value-too-long', text, column)
}

/** Digits after the mark, and the bound of what each number column holds. */
const numbers: Partial<Record<Field['type'], { scale: number; below: string }>> = {
  integer: { scale: 0, below: '2147483648' },
  money: { scale: 2, below: '1000000000000000' },
}
const anyNumber = { scale: 6, below: '1000000000000000' }

function number(field: Field, exact: Sql, column: Sql): OperationSql {
  const { scale, below } = numbers[field.type] ?? anyNumber
  const rounded = sql`round(${exact}, ${sql.lit(scale)})`
  return guarded(
    sql`abs(${rounded}) >= ${sql.lit(below)}::numeric`,
    'number-invalid',
    sql`(${rounded})::${columnTypeOf(field)}`,
    column,
  )
}

function shiftedDate(field: Field, { amount, unit }: { amount: number; unit: string }, column: Sql): OperationSql {
  const shifted = sql`(${column} + make_interval(${sql.raw(`${unit}s`)} => ${amount}::integer))`
  return guarded(
    sql`extract(year from ${shifted}) not between 1000 and 9999`,
    'date-invalid',
    sql`${shifted}::${columnTypeOf(field)}`,
    column,
  )
}

/** PostgreSQL evaluates a branch of `case` only where it applies, so that nothing overflows. */
const guarded = (isRefused: Sql, code: string, value: Sql, column: Sql): OperationSql => ({
  value: sql`case when ${isRefused} then ${column} else ${value} end`,
  refusal: sql`case when ${isRefused} then ${sql.lit(code)} end`,
})

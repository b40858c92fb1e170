import { typeOf } from '../../shared/catalogue/catalogue.ts'
import type { Field } from '../../shared/catalogue/field.ts'
import { readNumber } from '../../shared/catalogue/field-types/number.ts'
import type { JournalValue } from '../../shared/contract/journal.contract.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import type { JournalOperation } from '../../shared/journals/operations.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { faultParams } from '../records/faults-error.ts'
import { isVisible } from '../records/visibility.ts'

type Typed = { field: Field; operation: JournalOperation; text: string }

/**
 * The value of an operation as a person writes it: list values by label or code, users by e-mail or name, companies by
 * code, several joined by `;`, numbers and dates as in files. Throws 'journal-value-invalid'.
 */
export async function readTypedValue(db: Queryable, actor: Actor, typed: Typed): Promise<JournalValue> {
  const { field, operation, text } = typed
  if (operation === 'add-amount' || operation === 'add-percentage') {
    const number = readNumber(text, undefined)
    if (number === undefined) throw refusal(field, 'number-invalid', text, actor.language)
    return number
  }
  if (field.type === 'choices' || field.type === 'references') {
    const parts = text.split(';').map((part) => part.trim())
    return Promise.all(parts.filter((part) => part !== '').map((part) => findNamed(db, actor, field, part)))
  }
  if (field.type === 'choice' || field.type === 'reference') return findNamed(db, actor, field, text)
  const read = typeOf(field).parse(text.trim(), { field })
  if ('refused' in read) throw refusal(field, read.refused, text, actor.language)
  return read.value
}

/** The one list value, user, company or legal entity that a text names. */
async function findNamed(db: Queryable, actor: Actor, field: Field, text: string): Promise<number> {
  const found = await rowsOf<{ id: number }>(db, sql`${named(actor, field, text)} limit 2`)
  const [one, another] = found
  if (one && !another) return one.id
  throw refusal(field, field.list ? 'list-value-unknown' : 'reference-unknown', text, actor.language)
}

function named(actor: Actor, field: Field, text: string): Sql {
  const isText = (column: string) => sql`match_text(${sql.id('n', column)}) = match_text(${text})`
  if (field.list) {
    return sql`select n.id from list_value as n
                where n.list = ${field.list} and not n.is_archived
                  and (${isText('label_fr')} or ${isText('label_en')} or ${isText('code')})`
  }
  switch (field.target) {
    case 'user':
      return sql`select n.id from app_user as n where lower(n.email) = lower(btrim(${text})) or ${isText('name')}`
    case 'billingEntity':
      return sql`select n.id from billing_entity as n where ${isText('code')} or ${isText('name')}`
    default:
      return sql`select n.id from company as n where n.code_key = code_key(${text}) and ${isVisible('company', 'n', actor)}`
  }
}

function refusal(field: Field, code: ErrorCode, value: string, language: Language): RafaleError {
  const detail = errorText(code, faultParams(field.entity, field.key, value, language), language)
  return new RafaleError('journal-value-invalid', { field: field.label[language], detail }, 'value')
}

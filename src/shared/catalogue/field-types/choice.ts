import { z } from 'zod'
import { matchText } from '../match-form.ts'
import type { FieldType } from './field-type.ts'
import { presence, setOperators } from './operators.ts'

const yes = new Set(['oui', 'yes', 'o', 'y', '1', 'vrai', 'true', 'x'])
const no = new Set(['non', 'no', 'n', '0', 'faux', 'false'])

export const boolean: FieldType = {
  schema: () => z.boolean(),
  parse: (text) => {
    const word = matchText(text)
    if (yes.has(word)) return { value: true }
    return no.has(word) ? { value: false } : { refused: 'boolean-invalid' }
  },
  format: (value, { language }) => (language === 'fr' ? (value ? 'Oui' : 'Non') : value ? 'Yes' : 'No'),
  operators: ['equals'],
  isText: false,
  isOrdered: false,
  isKey: false,
}

/** One of a few fixed codes that the application's own rules know. */
export const option: FieldType = {
  schema: (field) => z.enum((field.options ?? []).map((one) => one.code)),
  parse: (text, { field }) => {
    const word = matchText(text)
    const found = field.options?.find((one) =>
      [one.code, one.label.fr, one.label.en, ...(one.aliases ?? [])].some((name) => matchText(name) === word),
    )
    return found ? { value: found.code } : { refused: 'option-unknown' }
  },
  format: (value, { field, language }) => field.options?.find((one) => one.code === value)?.label[language] ?? '',
  operators: setOperators,
  isText: false,
  isOrdered: false,
  isKey: false,
}

/** A record or list value by id; its labels are known to the database, so texts are matched to ids in SQL. */
const byId: FieldType = {
  schema: () => z.int().positive(),
  parse: (text) => (/^\d+$/.test(text) ? { value: Number(text) } : { refused: 'list-value-unknown' }),
  format: (value) => (value === null ? '' : String(value)),
  operators: setOperators,
  isText: false,
  isOrdered: false,
  isKey: false,
}

export const choice: FieldType = { ...byId }
export const reference: FieldType = { ...byId }

/** Several ids, kept sorted and without repeats. */
const byIds: FieldType = {
  ...byId,
  schema: () => z.array(z.int().positive()).max(200),
  format: (value) => (Array.isArray(value) ? value.join('; ') : ''),
  operators: ['anyOf', 'noneOf', ...presence],
}

export const choices: FieldType = { ...byIds }
export const references: FieldType = { ...byIds }

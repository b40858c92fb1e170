import { Option, type Command } from 'commander'
import type { JournalValue } from '../shared/contract/journal.contract.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'
import { findJournalField, shiftUnits, type JournalOperation } from '../shared/journals/operations.ts'
import type { NewJournal } from '../server/journals/change-journal.ts'
import { readTypedValue } from '../server/journals/read-typed-value.ts'
import type { Queryable } from '../server/platform/database/sql.ts'
import type { Actor } from '../server/platform/auth/actor.ts'
import { said } from './language.ts'
import { UsageError } from './explain.ts'

export type HeaderOptions = {
  entity: 'company' | 'contact'
  field: string
  comment?: string
  set?: string
  clear?: true
  addTag?: string
  removeTag?: string
  replace?: string
  with?: string
  add?: string
  percent?: string
  shift?: string
}

/** The options that say what a journal changes: a field and exactly one operation. */
export const addJournalOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--entity <entity>', said('ce qu’il modifie', 'what it changes'))
        .choices(['company', 'contact'])
        .default('company'),
    )
    .requiredOption(
      '--field <field>',
      said(
        'clé du champ, ou address.<clé> de l’adresse par défaut',
        'key of the field, or address.<key> of the default address',
      ),
    )
    .option(
      '--set <value>',
      said('lui donner cette valeur, écrite comme on l’écrit', 'give it this value, as a person writes it'),
    )
    .option('--clear', said('le vider', 'empty it'))
    .option('--add-tag <values>', said('ajouter ces valeurs, séparées par « ; »', 'add these values, joined by ";"'))
    .option('--remove-tag <values>', said('retirer ces valeurs', 'take these values away'))
    .option(
      '--replace <text>',
      said('remplacer ce texte (majuscules comprises) …', 'replace this text (case counts) …'),
    )
    .option('--with <text>', said('… par celui-ci', '… by this one'))
    .option('--add <number>', said('ajouter un montant ; --add=-5 retranche 5', 'add an amount; --add=-5 takes 5 away'))
    .option('--percent <number>', said('ajouter un pourcentage', 'add a percentage'))
    .option('--shift <time>', said('décaler une date : "3 month", "-1 year"', 'shift a date: "3 month", "-1 year"'))
    .option('--comment <text>', said('à quoi sert le journal', 'what the journal is for'))

/** The header that the options say. Throws a `UsageError`, 'journal-field-not-allowed', 'journal-value-invalid'. */
export async function readJournalHeader(db: Queryable, actor: Actor, options: HeaderOptions): Promise<NewJournal> {
  const { entity, field: path, comment = null } = options
  const field = findJournalField(entity, path)?.field
  if (!field) throw new RafaleError('journal-field-not-allowed', { field: path }, 'field')
  const said = operationOf(options)
  const value: JournalValue =
    'value' in said
      ? said.value
      : await readTypedValue(db, actor, { field, operation: said.operation, text: said.text })
  return { entity, field: path, operation: said.operation, value, comment }
}

type Said = { operation: JournalOperation } & ({ value: JournalValue } | { text: string })

function operationOf(options: HeaderOptions): Said {
  const said: Said[] = []
  if (options.set !== undefined) said.push({ operation: 'set', text: options.set })
  if (options.clear) said.push({ operation: 'clear', value: null })
  if (options.addTag !== undefined) said.push({ operation: 'add-tag', text: options.addTag })
  if (options.removeTag !== undefined) said.push({ operation: 'remove-tag', text: options.removeTag })
  if (options.replace !== undefined) {
    said.push({ operation: 'replace-text', value: { find: options.replace, replace: options.with ?? '' } })
  }
  if (options.add !== undefined) said.push({ operation: 'add-amount', text: options.add })
  if (options.percent !== undefined) said.push({ operation: 'add-percentage', text: options.percent })
  if (options.shift !== undefined) said.push({ operation: 'shift-date', value: readShift(options.shift) })
  const [only, another] = said
  if (!only || another) {
    throw new UsageError(
      'Say one thing to do: --set, --clear, --add-tag, --remove-tag, --replace, --add, --percent or --shift.',
    )
  }
  return only
}

function readShift(text: string): JournalValue {
  const [, amount, name] = /^([+-]?\d{1,6}) ?([a-z]+?)s?$/.exec(text.trim().toLowerCase()) ?? []
  const unit = shiftUnits.find((one) => one === name)
  if (amount === undefined || !unit) throw new UsageError('--shift takes for example "3 month", "-1 year", "10 days".')
  return { amount: Number(amount), unit }
}

import { InvalidArgumentError, type Command } from 'commander'
import { said } from './language.ts'

/** A command that says its result as JSON when asked. */
export const withJson = (command: Command): Command =>
  command.option('--json', said('donner le résultat en un document JSON', 'print the result as one JSON document'))

/** A command that acts as somebody. */
export const withActor = (command: Command): Command =>
  withJson(command).option(
    '--as <email>',
    said(
      'agir comme cet utilisateur, avec ses droits (sinon : le système lui-même)',
      'act as this user, with his rights (default: the system itself)',
    ),
  )

/** A whole number of at least `least`. */
export const wholeNumber =
  (least = 1) =>
  (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(
        said(`Un nombre entier d’au moins ${least} est attendu.`, `It must be a whole number of at least ${least}.`),
      )
    }
    return number
  }

/** A number of records in words. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

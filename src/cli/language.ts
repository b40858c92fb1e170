import type { Command } from 'commander'
import type { Language } from '../shared/errors/rafale-error.ts'

/** The language of help and of refusals: that of the terminal when it is French (LC_ALL, LC_MESSAGES, LANG), else English. */
export function terminalLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return /^fr([_.@-]|$)/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'fr' : 'en'
}

/** One of two texts, in the language of the terminal. */
export const said = (fr: string, en: string): string => (terminalLanguage() === 'fr' ? fr : en)

const titles: Record<string, string> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options générales :',
  'Commands:': 'Commandes :',
}

/** What commander itself says in the help of a command and of its own commands is in the language of the terminal. */
export function translateHelp(command: Command): void {
  command.helpOption('-h, --help', said('afficher cette aide', 'display help for command'))
  if (terminalLanguage() === 'fr') {
    command.configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: ({ description, argChoices, defaultValue }) =>
        [
          description,
          ...(argChoices ? [`(au choix : ${argChoices.join(', ')})`] : []),
          ...(isTold(defaultValue) ? [`(par défaut : ${String(defaultValue)})`] : []),
        ].join(' '),
    })
  }
  if (command.commands.length > 0)
    command.helpCommand('help [command]', said('afficher l’aide d’une commande', 'display help for command'))
  for (const child of command.commands) translateHelp(child)
}

/** An option that is off or empty unless it is given has no default to tell. */
const isTold = (value: unknown): boolean =>
  value !== undefined && value !== false && value !== true && !(Array.isArray(value) && value.length === 0)

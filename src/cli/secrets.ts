import type { Command } from 'commander'
import { rotateKey } from '../server/secrets/rotate-key.ts'
import { withJson } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withSession } from './with-session.ts'

/** `rafale secrets`: the key that passwords and second factors in the base are encrypted with. */
export function addSecrets(program: Command): void {
  const group = program
    .command('secrets')
    .description(
      said(
        'la clé qui chiffre les mots de passe et les seconds facteurs de la base',
        'the key that encrypts passwords and second factors in the base',
      ),
    )
  withJson(group.command('rotate'))
    .description(
      said(
        'chiffrer tout avec une nouvelle clé ; l’ancienne reste dans le fichier, pour les sauvegardes faites avec elle',
        'encrypt everything with a new key; the old one stays in the file, for backups made with it',
      ),
    )
    .option(
      '--lost',
      said(
        'la clé est perdue : en faire une nouvelle et oublier les mots de passe qu’elle seule ouvrait',
        'the key is lost: make a new one and forget the passwords that it alone opened',
      ),
    )
    .action((options: OutputOptions & { lost?: true }) =>
      withSession({}, async ({ actor, ...services }) => {
        const done = await rotateKey(services, actor, { isLost: options.lost === true })
        print(options, done, [
          `Key ${done.key} in ${done.place} is in force; ${done.sealed} secrets were encrypted anew.`,
          ...(options.lost ? [`${done.forgotten} were forgotten: type them again in Administration.`] : []),
          'Keep a copy of the key apart from the backups.',
        ])
      }),
    )
}

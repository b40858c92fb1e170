import { text } from 'node:stream/consumers'
import { InvalidArgumentError, type Command } from 'commander'
import { emailPattern } from '../shared/catalogue/field-types/text.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { removeSecondFactor } from '../server/accounts/remove-second-factor.ts'
import { addUser as addStaff } from '../server/session/add-user.ts'
import { withActor } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { findUser, withSession } from './with-session.ts'
import { UsageError } from './explain.ts'

type Options = OutputOptions & {
  as?: string
  role: string
  name?: string
  language: 'fr' | 'en'
  passwordStdin?: true
}

/** `rafale user`: a member of staff who can sign in, and the way out for one whose second factor is of no use any more. */
export function addUser(program: Command): void {
  const group = program.command('user').description(said('les utilisateurs', 'members of staff'))
  withActor(group.command('add'))
    .argument('<email>', 'e-mail, with which he signs in', readEmail)
    .description('add a user; a password is made and printed once when none is given')
    .requiredOption('--role <role>', 'administrator, sales-manager, sales-administrator, sales-person, read-only …')
    .option('--name <name>', 'name shown (default: the e-mail)')
    .option('--language <language>', 'fr or en', readLanguage, 'fr')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (email: string, options: Options) => {
      const given = options.passwordStdin ? await readPassword() : undefined
      await withSession(options, async ({ pool, actor }) => {
        demandRight(actor, 'administration')
        const { role, language, name = email } = options
        const { id, password } = await addStaff(pool, actor, { email, name, role, language, password: given })
        print(options, { id, email, role, ...(given === undefined ? { password } : {}) }, [
          `${email} can sign in as ${role}.`,
          ...(given === undefined ? [`Password (shown this once): ${password}`] : []),
        ])
      })
    })
  withActor(group.command('remove-second-factor'))
    .argument('<email>', said('e-mail de l’utilisateur', 'e-mail of the user'), readEmail)
    .description(
      said(
        'retirer le second facteur d’un utilisateur : il se connecte avec son mot de passe seul',
        'take the second factor of a user off: he signs in with his password alone',
      ),
    )
    .action((email: string, options: OutputOptions & { as?: string }) =>
      withSession(options, async ({ actor, ...services }) => {
        demandRight(actor, 'administration')
        await removeSecondFactor(services, actor, await findUser(services.pool, email))
        print(options, { email }, [`${email} signs in with his password alone.`])
      }),
    )
}

function readEmail(email: string): string {
  if (!emailPattern.test(email)) throw new InvalidArgumentError('It must be an e-mail address.')
  return email
}

function readLanguage(language: string): string {
  if (language !== 'fr' && language !== 'en') throw new InvalidArgumentError('It must be fr or en.')
  return language
}

async function readPassword(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (password.length < 10 || password.length > 200) throw new UsageError('A password has 10 to 200 characters.')
  return password
}

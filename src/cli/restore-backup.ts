import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { restoreBackup } from '../server/backup/restore-backup.ts'
import type { Config } from '../server/platform/config.ts'
import { keyOf, type Key } from '../server/platform/secrets/cipher.ts'
import { addKeys, areKeysGiven } from '../server/platform/secrets/keyring.ts'
import { parseKeys } from '../server/platform/secrets/parse-keys.ts'
import { prepareDatabase } from '../server/prepare-database.ts'
import { secretsState } from '../server/secrets/examine-secrets.ts'
import { settleSecrets } from '../server/secrets/settle-secrets.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'
import { UsageError } from './explain.ts'
import { counted, withJson } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withServices } from './with-session.ts'

type Options = OutputOptions & { key?: string }

/** `rafale restore-backup`: a backup in an empty database, and the key of its secrets beside it. */
export function addRestoreBackup(program: Command): void {
  withJson(program.command('restore-backup <file>'))
    .description(
      said(
        'mettre une sauvegarde dans une base vide (voir RAFALE_DATA_DIR, DATABASE_URL)',
        'put a backup into an empty database (see RAFALE_DATA_DIR, DATABASE_URL)',
      ),
    )
    .option(
      '--key <file>',
      said(
        'la copie de secret.key de la base sauvegardée ; elle n’est pas dans la sauvegarde',
        'the copy of secret.key of the base that was backed up; it is not in the backup',
      ),
    )
    .action((file: string, options: Options) =>
      withServices(async (services) => {
        const { pool, config } = services
        const keys = await readKeys(config, options.key)
        const done = await withProgress((bar) => restoreBackup(pool, file, (name, share) => bar.report(name, share)))
        if (keys.length > 0) await addKeys(config, keys)
        await prepareDatabase(pool)
        await settleSecrets(services)
        const { isKeyHere, place, unreadable } = await secretsState(services)
        const secrets = { isKeyHere, unreadable }
        print(options, { file, ...done, secrets }, [`${counted(done.rows, 'row')} of ${done.tables} tables are back.`])
        if (!isKeyHere) process.stderr.write(`${keyMissing(place)}\n`)
      }),
    )
}

const keyMissing = (place: string) =>
  said(
    `La clé des mots de passe et des seconds facteurs n’est pas là : remettez sa copie dans ${place}. Si elle est perdue, « rafale secrets rotate --lost » ; tout le reste fonctionne.`,
    `The key of passwords and second factors is not here: put its copy back in ${place}. If it is lost, “rafale secrets rotate --lost”; everything else works.`,
  )

/** The keys of that file, before anything is restored. */
async function readKeys(config: Config, path: string | undefined): Promise<Key[]> {
  if (path === undefined) return []
  if (areKeysGiven(config)) throw new RafaleError('secret-key-given')
  const keys = parseKeys(await readFile(path, 'utf8'))
  if (!keys) throw new UsageError(said(`${path} ne contient aucune clé.`, `${path} holds no key.`))
  return keys.map(keyOf)
}

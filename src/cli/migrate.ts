import type { Command } from 'commander'
import { migrate } from '../server/platform/database/migrate.ts'
import { prepareDatabase } from '../server/prepare-database.ts'
import { settleSecrets } from '../server/secrets/settle-secrets.ts'
import { withJson } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withServices } from './with-session.ts'

/** `rafale migrate`: the tables of this version; every other command and the server see to it too. */
export function addMigrate(program: Command): void {
  withJson(program.command('migrate'))
    .description(
      said('mettre les tables de la base à cette version', 'bring the tables of the database up to this version'),
    )
    .action((options: OutputOptions) =>
      withServices(async (services) => {
        const migrations = await migrate(services.pool)
        await prepareDatabase(services.pool)
        await settleSecrets(services)
        print(options, { migrations }, migrations.length > 0 ? migrations : ['The database is up to date.'])
      }),
    )
}

import type { Command } from 'commander'
import { restoreBackup } from '../server/backup/restore-backup.ts'
import { prepareDatabase } from '../server/prepare-database.ts'
import { counted, withJson } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withServices } from './with-session.ts'

/** `rafale restore-backup`: a backup in an empty database. */
export function addRestoreBackup(program: Command): void {
  withJson(program.command('restore-backup <file>'))
    .description(
      said(
        'mettre une sauvegarde dans une base vide (voir RAFALE_DATA_DIR, DATABASE_URL)',
        'put a backup into an empty database (see RAFALE_DATA_DIR, DATABASE_URL)',
      ),
    )
    .action((file: string, options: OutputOptions) =>
      withServices(async ({ pool }) => {
        const done = await withProgress((bar) => restoreBackup(pool, file, (name, share) => bar.report(name, share)))
        await prepareDatabase(pool)
        print(options, { file, ...done }, [`${counted(done.rows, 'row')} of ${done.tables} tables are back.`])
      }),
    )
}

import type { Command } from 'commander'
import { writeBackup } from '../server/backup/write-backup.ts'
import { counted, withJson } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withSession } from './with-session.ts'

/** `rafale backup`: the whole database in one file. */
export function addBackup(program: Command): void {
  withJson(program.command('backup <file>'))
    .description(
      said(
        'écrire toute la base dans un fichier ; on peut travailler pendant ce temps',
        'write everything in the database to one file; work can go on meanwhile',
      ),
    )
    .action((file: string, options: OutputOptions) =>
      withSession({}, async ({ pool }) => {
        const done = await withProgress((bar) =>
          writeBackup(pool, file, { onTable: (name, share) => bar.report(name, share) }),
        )
        print(options, { file, ...done }, [`${file}: ${counted(done.rows, 'row')} of ${done.tables} tables.`])
      }),
    )
}

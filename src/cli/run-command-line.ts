import { Command, CommanderError } from 'commander'
import { version } from '../server/platform/version.ts'
import { addBackup } from './backup.ts'
import { addDemo } from './demo.ts'
import { addDuplicates } from './duplicates.ts'
import { addMerge } from './merge.ts'
import { addDoctor } from './doctor.ts'
import { explain } from './explain.ts'
import { addExport } from './export.ts'
import { addImport } from './import.ts'
import { addJournal } from './journal.ts'
import { said, translateHelp } from './language.ts'
import { addMigrate } from './migrate.ts'
import { addRecycleBin } from './recycle-bin.ts'
import { addTransfer } from './transfer.ts'
import { addRestoreBackup } from './restore-backup.ts'
import { addRestorePoint } from './restore-point.ts'
import { addSecrets } from './secrets.ts'
import { addServe } from './serve.ts'
import { addSource } from './source.ts'
import { addUndo } from './undo.ts'
import { addUser } from './user.ts'

/**
 * Runs one command; the exit code: 0 done, 1 refused or failed (nothing changed), 2 wrong usage. With `--json`, standard
 * output holds one JSON document, also of a refusal; everything else is said on standard error.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = buildProgram()
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const told = explain(error)
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ error: told })}\n`)
    process.stderr.write(`${told.message}\n`)
    return told.isUsage ? 2 : 1
  }
}

function buildProgram(): Command {
  const program = new Command('rafale')
    .description(
      said(
        'Rafale : la base clients, et ses mises à jour en masse sans risque. Réglages : docs/settings.md ; commandes : docs/cli.md.',
        'Rafale: the customer base with safe bulk change. Settings: docs/settings.md; commands: docs/cli.md.',
      ),
    )
    .version(version, '-V, --version', said('afficher la version', 'output the version number'))
    .showHelpAfterError(
      said('(--help dit ce que la commande attend)', '(run the command with --help for what it takes)'),
    )
  for (const add of commands) add(program)
  exitByException(program)
  translateHelp(program)
  return program
}

const commands = [
  addServe,
  addImport,
  addExport,
  addSource,
  addJournal,
  addUndo,
  addRestorePoint,
  addDuplicates,
  addMerge,
  addRecycleBin,
  addTransfer,
  addDemo,
  addUser,
  addMigrate,
  addDoctor,
  addBackup,
  addRestoreBackup,
  addSecrets,
]

/** Commands of commands do not inherit what was set after they were added. */
function exitByException(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) exitByException(child)
}

import type { Command } from 'commander'
import { findUndoable } from '../server/change-sets/find-undoable.ts'
import { previewReversal } from '../server/change-sets/preview-reversal.ts'
import { reverse } from '../server/jobs/reverse.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { undoSource } from '../server/records/plan/reversal-source.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { reversalLines } from './reversal-lines.ts'
import { withSession } from './with-session.ts'

type Options = OutputOptions & { as?: string; preview?: true; conflicts: 'keep' | 'revert' }

/** `rafale undo`: one change set taken back, or what that would do. */
export function addUndo(program: Command): void {
  withActor(program.command('undo'))
    .argument('<changeset>', 'number of the change set', wholeNumber())
    .description('take a change set back, as a change set of its own; what changed since is left alone')
    .option('--preview', 'only say what would happen')
    .option('--revert-conflicts', 'take cells back that changed since, too')
    .action(async (id: number, { revertConflicts, ...given }: Options & { revertConflicts?: true }) => {
      const options: Options = { ...given, conflicts: revertConflicts ? 'revert' : 'keep' }
      await withSession(options, async ({ pool, actor }) => {
        demandRight(actor, 'changeSet.undo')
        await findUndoable(pool, actor, id)
        if (options.preview) {
          const preview = await previewReversal(pool, actor, () => undoSource(id, options.conflicts))
          return print(options, preview, reversalLines(preview))
        }
        const { changeSet, conflicts } = await withProgress((bar) =>
          reverse(
            pool,
            { actor, ...runWithoutJob(bar.report) },
            { head: { kind: 'undo', undoes: id, source: `${id}` }, sourceOf: () => undoSource(id, options.conflicts) },
          ),
        )
        print(options, { changeSet, conflicts }, [
          `Change set ${id} is undone by change set ${changeSet}.`,
          ...(conflicts > 0 ? [`${counted(conflicts, 'record')} changed since: left alone.`] : []),
        ])
      })
    })
}

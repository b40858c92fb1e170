import type { Command } from 'commander'
import { findUndoable } from '../server/change-sets/find-undoable.ts'
import { previewReversal } from '../server/change-sets/preview-reversal.ts'
import { reverse } from '../server/jobs/reverse.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { undoSource } from '../server/records/plan/reversal-source.ts'
import { said } from './language.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { reversalLines } from './reversal-lines.ts'
import { withSession, type Session } from './with-session.ts'

/** `rafale undo`: one change set taken back, or what that would do. */
export function addUndo(program: Command): void {
  withUndoOptions(withActor(program.command('undo')))
    .argument('<changeset>', said('numéro du lot', 'number of the change set'), wholeNumber())
    .description(
      said(
        'annuler un lot de modifications, par un lot à part ; ce qui a changé depuis est laissé tel quel',
        'take a change set back, as a change set of its own; what changed since is left alone',
      ),
    )
    .action((id: number, options: UndoOptions) => withSession(options, (session) => undo(session, id, options)))
}

export type UndoOptions = OutputOptions & { as?: string; preview?: true; revertConflicts?: true }

/** A command that undoes. */
export const withUndoOptions = (command: Command): Command =>
  command
    .option('--preview', said('dire seulement ce qui arriverait', 'only say what would happen'))
    .option(
      '--revert-conflicts',
      said('reprendre aussi les valeurs modifiées depuis', 'take cells back that changed since, too'),
    )

/** A change set is undone, or what that would do is said. */
export async function undo({ pool, actor }: Session, id: number, options: UndoOptions): Promise<void> {
  demandRight(actor, 'changeSet.undo')
  await findUndoable(pool, actor, id)
  const kept = options.revertConflicts ? 'revert' : 'keep'
  if (options.preview) {
    const preview = await previewReversal(pool, actor, () => undoSource(id, kept))
    return print(options, preview, reversalLines(preview))
  }
  const { changeSet, conflicts } = await withProgress((bar) =>
    reverse(
      pool,
      { actor, ...runWithoutJob(bar.report) },
      { head: { kind: 'undo', undoes: id, source: `${id}` }, sourceOf: () => undoSource(id, kept) },
    ),
  )
  print(options, { changeSet, conflicts }, [
    `Change set ${id} is undone by change set ${changeSet}.`,
    ...(conflicts > 0 ? [`${counted(conflicts, 'record')} changed since: left alone.`] : []),
  ])
}

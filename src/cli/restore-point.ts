import type { Command } from 'commander'
import { previewReversal, recordsOf } from '../server/change-sets/preview-reversal.ts'
import { createRestorePoint, findRestorePoint, listRestorePoints } from '../server/change-sets/restore-points.ts'
import { reverse } from '../server/jobs/reverse.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { restoreSource } from '../server/records/plan/reversal-source.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'
import { wholeNumber, withActor } from './options.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { reversalLines } from './reversal-lines.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }

/** `rafale restore-point`: moments the base can be taken back to. */
export function addRestorePoint(program: Command): void {
  const group = program.command('restore-point').description('moments that the base can be taken back to')
  withActor(group.command('list'))
    .description('restore points, newest first')
    .action((options: Options) => withSession(options, (session) => list(session, options)))
  withActor(group.command('create <name>'))
    .description('name this moment')
    .action((name: string, options: Options) => withSession(options, (session) => create(session, name, options)))
  withActor(group.command('preview'))
    .argument('<id>', 'number of the restore point', wholeNumber())
    .description('say what going back would do')
    .action((id: number, options: Options) => withSession(options, (session) => preview(session, id, options)))
  withActor(group.command('restore'))
    .argument('<id>', 'number of the restore point', wholeNumber())
    .description('take companies, contacts and addresses back, as a change set that can be undone')
    .requiredOption('--confirm <records>', 'the number of records that `preview` says it writes', wholeNumber(0))
    .action((id: number, options: Options & { confirm: number }) =>
      withSession(options, (session) => restore(session, id, options)),
    )
}

async function list({ pool, actor }: Session, options: Options): Promise<void> {
  demandRight(actor, 'changeSet.see')
  const points = await listRestorePoints(pool, actor)
  const rows = points.map(({ id, at, author, name, changeSetsSince }) => [id, at, author, name, changeSetsSince])
  print(options, points, table(['id', 'at', 'author', 'name', 'change sets since'], rows))
}

async function create({ pool, actor }: Session, name: string, options: Options): Promise<void> {
  demandRight(actor, 'changeSet.undo')
  const point = await createRestorePoint(pool, actor, name)
  print(options, point, [`Restore point ${point.id} « ${point.name} » is made.`])
}

async function previewPoint({ pool, actor }: Session, id: number) {
  demandRight(actor, 'restore')
  const point = await findRestorePoint(pool, id)
  const reversal = await previewReversal(pool, actor, (client, name) =>
    restoreSource(client, point.position, `${name}_source`),
  )
  return { point, reversal, records: recordsOf(reversal) }
}

async function preview(session: Session, id: number, options: Options): Promise<void> {
  const { reversal, records } = await previewPoint(session, id)
  print(options, { ...reversal, records }, [...reversalLines(reversal), `To do it: --confirm ${records}`])
}

async function restore(session: Session, id: number, options: Options & { confirm: number }): Promise<void> {
  const { point, records } = await previewPoint(session, id)
  if (options.confirm !== records) {
    throw new RafaleError('confirmation-wrong', { typed: options.confirm, expected: records })
  }
  const { changeSet, conflicts } = await withProgress((bar) =>
    reverse(
      session.pool,
      { actor: session.actor, ...runWithoutJob(bar.report) },
      {
        head: { kind: 'restore', source: point.name },
        sourceOf: (client, name) => restoreSource(client, point.position, `${name}_source`),
      },
    ),
  )
  print(options, { changeSet, conflicts }, [`The base is as it was at « ${point.name} », by change set ${changeSet}.`])
}

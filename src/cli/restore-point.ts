import { Option, type Command } from 'commander'
import { listReversalRows } from '../server/change-sets/list-reversal-rows.ts'
import { listChangeSets } from '../server/change-sets/list-change-sets.ts'
import { recordsOf } from '../server/change-sets/preview-reversal.ts'
import { createRestorePoint, findRestorePoint, listRestorePoints } from '../server/change-sets/restore-points.ts'
import { makePreview } from '../server/change-sets/reversal-previews.ts'
import { reverse } from '../server/jobs/reverse.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { restoreSource } from '../server/records/plan/reversal-source.ts'
import { RafaleError } from '../shared/errors/rafale-error.ts'
import { said } from './language.ts'
import { wholeNumber, withActor } from './options.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { changeSetLines, fieldLines, reversalLines, rowLines } from './reversal-lines.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }
type By = 'change-set' | 'field' | 'record'

/** `rafale restore-point`: moments the base can be taken back to. */
export function addRestorePoint(program: Command): void {
  const group = program
    .command('restore-point')
    .description(said('les moments auxquels la base peut revenir', 'moments that the base can be taken back to'))
  const numbered = (name: string) =>
    withActor(group.command(name)).argument(
      '<id>',
      said('numéro du point de restauration', 'number of the restore point'),
      wholeNumber(),
    )
  withActor(group.command('list'))
    .description(said('les points de restauration, les derniers d’abord', 'restore points, newest first'))
    .action((options: Options) => withSession(options, (session) => list(session, options)))
  withActor(group.command('create <name>'))
    .description(said('donner un nom à ce moment', 'name this moment'))
    .action((name: string, options: Options) => withSession(options, (session) => create(session, name, options)))
  numbered('compare')
    .alias('preview')
    .description(
      said(
        'dire ce qui a changé depuis, et ce que ferait le retour à ce point',
        'say what changed since, and what going back would do',
      ),
    )
    .addOption(
      new Option('--by <what>', said('le détail : par lot, par champ ou par fiche', 'in detail')).choices([
        'change-set',
        'field',
        'record',
      ]),
    )
    .option('--limit <number>', said('combien de lignes de détail', 'how many lines of it'), wholeNumber(1), 50)
    .action((id: number, options: Options & Detail) => withSession(options, (session) => compare(session, id, options)))
  numbered('restore')
    .description(
      said(
        'ramener sociétés, contacts et adresses à ce point, par un lot qui peut être annulé',
        'take companies, contacts and addresses back, as a change set that can be undone',
      ),
    )
    .requiredOption(
      '--confirm <records>',
      said('le nombre de fiches que `compare` annonce', 'the number of records that `compare` says it writes'),
      wholeNumber(0),
    )
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

/** What a restore would do, planned as it would be done. */
async function previewPoint({ pool, actor }: Session, id: number) {
  demandRight(actor, 'restore')
  const point = await findRestorePoint(pool, id)
  const { id: preview, reversal, fields } = await makePreview(pool, actor, { restorePoint: id }, { isWaitedFor: true })
  if (!reversal) throw new Error(`The preview ${preview} was not made`)
  return { point, preview, reversal, fields, records: recordsOf(reversal) }
}

type Detail = { by?: By; limit: number }

async function compare(session: Session, id: number, options: Options & Detail): Promise<void> {
  const { preview, reversal, fields, records } = await previewPoint(session, id)
  const { found, lines } = await detailOf(session, { id, preview, ...options })
  print(options, { ...reversal, records, fields, ...found }, [
    ...reversalLines(reversal),
    ...(options.by === 'field' ? fieldLines(fields) : lines),
    `To do it: rafale restore-point restore ${id} --confirm ${records}`,
  ])
}

/** The first lines by change set or by record. */
async function detailOf(
  { pool, actor }: Session,
  { id, preview, by, limit }: Detail & { id: number; preview: number },
) {
  if (by === 'change-set') {
    demandRight(actor, 'changeSet.see')
    const { changeSets } = await listChangeSets(pool, actor, { sincePoint: id, limit: Math.min(limit, 200) })
    return { found: { changeSets }, lines: changeSetLines(changeSets) }
  }
  if (by === 'record') {
    const { rows } = await listReversalRows(pool, actor, preview, { limit: Math.min(limit, 200) })
    return { found: { rows }, lines: rowLines(rows) }
  }
  return { found: {}, lines: [] }
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

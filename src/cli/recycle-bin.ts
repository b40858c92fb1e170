import { Argument, Option, type Command } from 'commander'
import type { ListEntity } from '../shared/contract/record.contract.ts'
import { bringBack } from '../server/recycle-bin/bring-back.ts'
import { findDeleted } from '../server/recycle-bin/find-deleted.ts'
import { said } from './language.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }
type Listing = { entity?: ListEntity; search?: string; limit: number }

/** `rafale recycle-bin`: what was deleted, found again and brought back. */
export function addRecycleBin(program: Command): void {
  const group = program
    .command('recycle-bin')
    .description(
      said(
        'la corbeille : retrouver et rétablir ce qui a été supprimé',
        'what was deleted, found again and brought back',
      ),
    )
  withActor(group.command('list'))
    .description(said('les fiches supprimées, les dernières d’abord', 'deleted records, the last deleted first'))
    .addOption(new Option('--entity <entity>', said('ceux-là seulement', 'only these')).choices(['company', 'contact']))
    .option('--search <words>', said('nom, code ou e-mail', 'name, code or e-mail'))
    .option('--limit <number>', said('combien', 'how many'), wholeNumber(1), 50)
    .action((options: Options & Listing) => withSession(options, (session) => list(session, options)))
  withActor(group.command('restore'))
    .addArgument(new Argument('<entity>', said('société ou contact', 'what it is')).choices(['company', 'contact']))
    .argument('<id>', said('son numéro', 'its number'), wholeNumber())
    .description(
      said(
        'rétablir une fiche et ce qui est parti avec elle, par un lot qui peut être annulé',
        'bring a record back with what went with it, as a change set that can be undone',
      ),
    )
    .action((entity: ListEntity, id: number, options: Options) =>
      withSession(options, (session) => restore(session, { entity, id }, options)),
    )
}

async function list({ pool, actor }: Session, options: Options & Listing): Promise<void> {
  const { entity, search, limit } = options
  const { records } = await findDeleted(pool, actor, { entity, search, limit: Math.min(limit, 100) })
  const rows = records.map((one) => [
    one.entity,
    one.id,
    one.label,
    one.hint,
    one.deletedAt,
    one.deletedBy,
    one.changeSet,
  ])
  print(options, records, table(['entity', 'id', 'name', 'code', 'deleted at', 'by', 'change set'], rows))
}

async function restore({ pool, actor }: Session, deleted: { entity: ListEntity; id: number }, options: Options) {
  const { changeSet, conflicts } = await bringBack(pool, actor, deleted)
  print(options, { changeSet, conflicts }, [
    `The ${deleted.entity} ${deleted.id} is back, by change set ${changeSet}.`,
    ...(conflicts > 0 ? [`${counted(conflicts, 'record')} that went with it could not come back.`] : []),
  ])
}

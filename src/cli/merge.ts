import { InvalidArgumentError, type Command } from 'commander'
import type { ListEntity } from '../shared/contract/record.contract.ts'
import { mergeRecords, readRecords } from '../server/merges/merge-records.ts'
import { previewMerge } from '../server/merges/preview-merge.ts'
import { entityOption } from './duplicates.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withSession } from './with-session.ts'

type Keep = Record<string, number | 'all'>
type Options = OutputOptions & { as?: string; entity: ListEntity; keep: Keep; preview?: true }

/** `name=12` or `comments=all`. */
function readKeep(text: string, kept: Keep = {}): Keep {
  const [, field, from = ''] = /^(\w+)=(\d{1,15}|all)$/.exec(text) ?? []
  if (!field) throw new InvalidArgumentError('It must be FIELD=ID, or FIELD=all.')
  return { ...kept, [field]: from === 'all' ? 'all' : Number(from) }
}

/** `rafale merge`: several records made one, or what that would do. */
export function addMerge(program: Command): void {
  withActor(program.command('merge'))
    .argument('<survivor>', 'id of the record that stays', wholeNumber())
    .argument('<others...>', 'ids of the records that are merged into it, up to four')
    .description('make several records one, as a change set that can be undone')
    .addOption(entityOption())
    .option('--keep <field=id>', 'whose value a field keeps; `all` joins tags and long texts; repeatable', readKeep, {})
    .option('--preview', 'only say what would happen')
    .action((survivor: number, others: string[], options: Options) =>
      withSession(options, async ({ pool, actor }) => {
        const { entity, keep } = options
        const ids = [survivor, ...others.map(wholeNumber())]
        if (options.preview) {
          const preview = await previewMerge(pool, actor, { entity, ids, choices: { survivor, keep } })
          const { contacts, addresses, references } = preview.effects
          return print(options, preview, [
            `${counted(contacts, 'contact')}, ${counted(addresses, 'address', 'addresses')} would move, ${counted(references, 'reference')} would follow.`,
            ...preview.faults.map(({ message }) => message),
          ])
        }
        const records = await readRecords(pool, actor, entity, ids)
        const merged = await mergeRecords(pool, actor, {
          entity,
          survivor,
          keep,
          records: records.map(({ id, version }) => ({ id, version })),
          source: 'api',
        })
        print(options, merged, [`${ids.length} records are one, ${survivor}, by change set ${merged.changeSet}.`])
      }),
    )
}

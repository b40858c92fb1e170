import { Option, type Command } from 'commander'
import { usualPairScore } from '../shared/contract/duplicate.contract.ts'
import type { ListEntity } from '../shared/contract/record.contract.ts'
import { likenessReasons, type LikenessReason } from '../shared/duplicates/likeness-reasons.ts'
import { countDuplicates, listDuplicates } from '../server/duplicates/list-duplicates.ts'
import { openSearch, searchDuplicates } from '../server/duplicates/search-duplicates.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withSession } from './with-session.ts'

type Options = OutputOptions & { as?: string; entity: ListEntity; score: number; limit: number }

export const entityOption = () =>
  new Option('--entity <entity>', 'company or contact').choices(['company', 'contact']).default('company')

const said = (reasons: readonly LikenessReason[]) => reasons.map((reason) => likenessReasons[reason].en).join(', ')

/** `rafale duplicates`: likely duplicates in the base, the likeliest first. */
export function addDuplicates(program: Command): void {
  withActor(program.command('duplicates'))
    .description('look for records that may be one, with what they agree and differ in')
    .addOption(entityOption())
    .option('--score <score>', 'the least likeness, 45 to 100', wholeNumber(0), usualPairScore)
    .option('--limit <pairs>', 'how many pairs are printed', wholeNumber(), 100)
    .action((options: Options) =>
      withSession(options, async ({ pool, actor }) => {
        const { entity, score, limit } = options
        demandRight(actor, `${entity}.see`)
        await withProgress(async (bar) => {
          const search = await openSearch(pool, actor, entity)
          await searchDuplicates(pool, { actor, ...runWithoutJob(bar.report) }, entity, search)
        })
        const { total } = await countDuplicates(pool, actor, { entity, score })
        const { search, pairs } = await listDuplicates(pool, actor, { entity, score, limit })
        const rows = pairs.map(({ score: likeness, records: [one, other], agrees, differs }) => [
          likeness,
          `${one.id} ${one.label}`,
          `${other.id} ${other.label}`,
          said(agrees),
          said(differs),
        ])
        print(options, { total, pairs, skipped: search?.skipped ?? [] }, [
          ...table(['score', 'one', 'other', 'same', 'different'], rows),
          `${counted(total, 'pair')}.`,
          ...(search?.skipped ?? []).map(
            ({ reason, blocks, records }) =>
              `Not compared by ${likenessReasons[reason].en}: ${counted(blocks, 'value')} that ${counted(records, 'record')} share.`,
          ),
        ])
      }),
    )
}

import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { Option, type Command } from 'commander'
import type { Filter } from '../shared/contract/record.contract.ts'
import { addTargets } from '../server/journals/add-targets.ts'
import { createJournal } from '../server/journals/change-journal.ts'
import { findJournal, getJournal, listJournals } from '../server/journals/find-journal.ts'
import { listTargets } from '../server/journals/list-targets.ts'
import { previewJournal } from '../server/journals/preview-journal.ts'
import { removeTargets } from '../server/journals/remove-targets.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { validateJournal } from '../server/journals/validate-journal.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { UsageError } from './explain.ts'
import { addJournalOptions, readJournalHeader, type HeaderOptions } from './journal-header.ts'
import { headerLines, listLines, previewLines, targetLines } from './journal-lines.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { readFilter } from './read-filter.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }

/** `rafale journal`: bulk update journals, by the same steps as on screen. */
export function addJournal(program: Command): void {
  const group = program.command('journal').description('bulk update journals: one field, any number of records')
  const numbered = (name: string) =>
    withActor(group.command(name)).argument('<number>', 'number of the journal', wholeNumber())

  addJournalOptions(withActor(group.command('create')))
    .description('a new journal: which field becomes what')
    .action((options: Options & HeaderOptions) => withSession(options, (session) => create(session, options)))
  numbered('target')
    .description('add records to a journal, each once, or take them away; say which in one way')
    .option('--where <json>', 'those that a filter finds: {"all": [{"field": "address.postalCode", …}]}', readFilter)
    .option('--search <text>', 'those whose searched text holds these words')
    .option('--codes <file>', 'those of the codes in this file, one a line (- for standard input)')
    .option('--journal <number>', 'those of another journal', wholeNumber())
    .option('--remove', 'take them away')
    .action((number: number, options: Options & TargetOptions) =>
      withSession(options, (session) => target(session, number, options)),
    )
  numbered('preview')
    .description('say what validation would do')
    .action((number: number, options: Options) => withSession(options, (session) => preview(session, number, options)))
  numbered('validate')
    .description('change the records, all or nothing, as one change set that can be undone')
    .option('--confirm <records>', 'do nothing unless it is this number of records', wholeNumber(0))
    .action((number: number, options: Options & { confirm?: number }) =>
      withSession(options, (session) => validate(session, number, options)),
    )
  numbered('show')
    .description('a journal and its first records, old and new')
    .option('--limit <number>', 'how many records', wholeNumber(0), 20)
    .action((number: number, options: Options & { limit: number }) =>
      withSession(options, (session) => show(session, number, options)),
    )
  withActor(group.command('list'))
    .description('journals, newest first')
    .addOption(new Option('--state <state>', 'only these').choices(['draft', 'validating', 'validated', 'undone']))
    .action((options: Options & { state?: 'draft' | 'validating' | 'validated' | 'undone' }) =>
      withSession(options, async ({ pool, actor }) => {
        const { journals } = await listJournals(pool, actor, { state: options.state, limit: 200 })
        print(options, journals, listLines(journals))
      }),
    )
}

async function create({ pool, actor }: Session, options: Options & HeaderOptions): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const journal = await createJournal(pool, actor, await readJournalHeader(pool, actor, options))
  print(options, journal, [
    `Journal ${journal.number} is made. Choose its records: rafale journal target ${journal.number} --where …`,
  ])
}

type TargetOptions = { where?: Filter; search?: string; codes?: string; journal?: number; remove?: true }

async function target({ pool, actor }: Session, number: number, options: Options & TargetOptions): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const { where, search, codes, journal, remove } = options
  const hasSelection = where !== undefined || search !== undefined
  if ([hasSelection, codes !== undefined, journal !== undefined].filter(Boolean).length !== 1) {
    throw new UsageError('Say which records: --where and --search, or --codes, or --journal.')
  }
  const source = journal === undefined ? { selection: { filter: where, search } } : { journal }
  if (remove) {
    if (codes !== undefined) throw new UsageError('--remove goes with --where, --search or --journal.')
    const removed = await removeTargets(pool, actor, number, source)
    return print(options, removed, [`${counted(removed.removed, 'record')} taken away, ${removed.targets} left.`])
  }
  const added = await addTargets(pool, actor, number, codes === undefined ? source : { codes: await readCodes(codes) })
  print(options, added, [
    `${counted(added.added, 'record')} added, ${added.alreadyPresent} there already; ${added.targets} in all.`,
    ...(added.notFoundTotal > 0
      ? [`${counted(added.notFoundTotal, 'code')} not found: ${added.notFound.join(', ')}`]
      : []),
  ])
}

async function readCodes(file: string): Promise<string[]> {
  const text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8')
  return text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
}

async function preview({ pool, actor }: Session, number: number, options: Options): Promise<void> {
  const said = await previewJournal(pool, actor, number)
  print(options, said, [
    ...previewLines(said),
    '',
    `To do it: rafale journal validate ${number} --confirm ${said.change}`,
  ])
}

async function validate(
  { pool, actor }: Session,
  number: number,
  options: Options & { confirm?: number },
): Promise<void> {
  const { changeSet, stale, counts, restorePoint } = await withProgress((bar) =>
    validateJournal({
      pool,
      actor,
      number,
      confirm: options.confirm ?? null,
      run: runWithoutJob(bar.report),
    }),
  )
  const changed = counts.change - stale
  const { targets, unchanged, refused } = counts
  print(options, { changeSet, restorePoint, targets, changed, unchanged, refused, stale }, [
    `${counted(changed, 'record')} changed by change set ${changeSet}, ${unchanged} had the value, ${refused} refused.`,
    `To take it back: rafale undo ${changeSet}`,
  ])
}

async function show({ pool, actor }: Session, number: number, options: Options & { limit: number }): Promise<void> {
  const journal = await getJournal(pool, actor, number)
  const limit = Math.min(options.limit, 200)
  const { rows } =
    limit === 0 ? { rows: [] } : await listTargets(pool, actor, await findJournal(pool, actor, number), { limit })
  print(options, { ...journal, rows }, [...headerLines(journal), ...targetLines(rows)])
}

import { Option, type Command } from 'commander'
import { journalStates } from '../shared/contract/journal.contract.ts'
import { createJournal } from '../server/journals/change-journal.ts'
import { findJournal, getJournal, listJournals } from '../server/journals/find-journal.ts'
import { demandFitting } from '../server/journals/file/write-journal-file.ts'
import { listTargets } from '../server/journals/list-targets.ts'
import { previewJournal } from '../server/journals/preview-journal.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { validateJournal } from '../server/journals/validate-journal.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { addJournalOptions, readJournalHeader, type HeaderOptions } from './journal-header.ts'
import { withFile, writeFileOf, type FileOptions } from './journal-file.ts'
import { addJournalSteps } from './journal-steps.ts'
import { addTargetOptions, target, type TargetOptions } from './journal-target.ts'
import { said } from './language.ts'
import { headerLines, listLines, previewLines, targetLines } from './journal-lines.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withOutput } from './write-whole.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }

/** `rafale journal`: bulk update journals, by the same steps as on screen. */
export function addJournal(program: Command): void {
  const group = program
    .command('journal')
    .description(
      said(
        'journaux de mise à jour : un champ, autant de fiches que l’on veut',
        'bulk update journals: one field, any number of records',
      ),
    )
  const numbered = (name: string) =>
    withActor(group.command(name)).argument(
      '<number>',
      said('numéro du journal', 'number of the journal'),
      wholeNumber(),
    )

  addJournalOptions(withActor(group.command('create')))
    .description(said('un nouveau journal : quel champ devient quoi', 'a new journal: which field becomes what'))
    .action((options: Options & HeaderOptions) => withSession(options, (session) => create(session, options)))
  addTargetOptions(numbered('target')).action((number: number, options: Options & TargetOptions) =>
    withSession(options, (session) => target(session, number, options)),
  )
  withFile(numbered('preview'))
    .description(said('dire ce que ferait la validation', 'say what validation would do'))
    .action((number: number, options: Options & FileOptions) =>
      withSession(options, (session) => preview(session, number, options)),
    )
  withFile(numbered('validate'))
    .description(
      said(
        'modifier les fiches, tout ou rien, en un lot qui peut être annulé',
        'change the records, all or nothing, as one change set that can be undone',
      ),
    )
    .option(
      '--confirm <records>',
      said('ne rien faire si ce n’est pas ce nombre de fiches', 'do nothing unless it is this number of records'),
      wholeNumber(0),
    )
    .action((number: number, options: Options & FileOptions & { confirm?: number }) =>
      withSession(options, (session) => validate(session, number, options)),
    )
  numbered('show')
    .description(
      said('un journal et ses premières fiches, avant et après', 'a journal and its first records, old and new'),
    )
    .option('--limit <number>', said('combien de fiches', 'how many records'), wholeNumber(0), 20)
    .action((number: number, options: Options & { limit: number }) =>
      withSession(options, (session) => show(session, number, options)),
    )
  withActor(group.command('list'))
    .description(said('les journaux, les derniers d’abord', 'journals, newest first'))
    .addOption(new Option('--state <state>', said('ceux-là seulement', 'only these')).choices([...journalStates]))
    .action((options: Options & { state?: (typeof journalStates)[number] }) =>
      withSession(options, async ({ pool, actor }) => {
        const { journals } = await listJournals(pool, actor, { state: options.state, limit: 200 })
        print(options, journals, listLines(journals))
      }),
    )
  addJournalSteps(numbered)
}

async function create({ pool, actor }: Session, options: Options & HeaderOptions): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const journal = await createJournal(pool, actor, await readJournalHeader(pool, actor, options))
  print(options, journal, [
    `Journal ${journal.number} is made. Choose its records: rafale journal target ${journal.number} --where …`,
  ])
}

async function preview(session: Session, number: number, options: Options & FileOptions): Promise<void> {
  await withOutput(options.xlsx, async (partial) => {
    const found = await previewJournal(session.pool, session.actor, number)
    if (partial !== undefined) await writeFileOf(session, partial, { journal: number, part: 'preview' })
    print(options, found, [
      ...previewLines(found),
      '',
      `To do it: rafale journal validate ${number} --confirm ${found.change}`,
    ])
  })
}

/** Whether the file can be made is known before anything is changed. */
async function demandWritable({ pool, actor }: Session, number: number): Promise<void> {
  demandRight(actor, 'export')
  demandFitting((await getJournal(pool, actor, number)).targets, actor.language)
}

type ValidateOptions = Options & FileOptions & { confirm?: number }

async function validate(session: Session, number: number, options: ValidateOptions): Promise<void> {
  const { pool, actor } = session
  await withOutput(options.xlsx, async (partial) => {
    if (partial !== undefined) await demandWritable(session, number)
    const { changeSet, stale, counts, restorePoint } = await withProgress((bar) =>
      validateJournal({ pool, actor, number, confirm: options.confirm ?? null, run: runWithoutJob(bar.report) }),
    )
    if (partial !== undefined) await writeFileOf(session, partial, { journal: number, part: 'result' })
    const changed = counts.change - stale
    const { targets, unchanged, refused } = counts
    print(options, { changeSet, restorePoint, targets, changed, unchanged, refused, stale }, [
      `${counted(changed, 'record')} changed by change set ${changeSet}, ${unchanged} had the value, ${refused} refused.`,
      `To take it back: rafale journal undo ${number}`,
    ])
  })
}

async function show({ pool, actor }: Session, number: number, options: Options & { limit: number }): Promise<void> {
  const journal = await getJournal(pool, actor, number)
  const limit = Math.min(options.limit, 200)
  const { rows } =
    limit === 0 ? { rows: [] } : await listTargets(pool, actor, await findJournal(pool, actor, number), { limit })
  print(options, { ...journal, rows }, [...headerLines(journal), ...targetLines(rows)])
}

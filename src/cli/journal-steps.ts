import { Option, type Command } from 'commander'
import type { Journal } from '../shared/contract/journal.contract.ts'
import { submitJournal, unscheduleJournal, withdrawJournal } from '../server/journals/approve-journal.ts'
import { deleteJournal, duplicateJournal } from '../server/journals/change-journal.ts'
import { findJournal } from '../server/journals/find-journal.ts'
import { getJournalResult } from '../server/journals/journal-result.ts'
import { demandState } from '../server/journals/lock-draft.ts'
import { previewJournal } from '../server/journals/preview-journal.ts'
import { startValidation } from '../server/journals/validate-journal.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { withFile, writeFileOf, type FileOptions } from './journal-file.ts'
import { resultLines } from './journal-lines.ts'
import { said } from './language.ts'
import { wholeNumber } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { readMoment } from './read-moment.ts'
import { undo, withUndoOptions, type UndoOptions } from './undo.ts'
import { withOutput } from './write-whole.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }

/** What happens to a journal around its validation: handed over, scheduled, looked at, taken back, copied, dropped. */
export function addJournalSteps(numbered: (name: string) => Command): void {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each act says which options of its own it takes
  const step = <Given>(
    name: string,
    description: string,
    act: (session: Session, number: number, options: Options & Given) => Promise<void>,
    shape: (command: Command) => Command = (command) => command,
  ) =>
    shape(numbered(name))
      .description(description)
      .action((number: number, options: Options & Given) =>
        withSession(options, (session) => act(session, number, options)),
      )

  step(
    'submit',
    said(
      'envoyer un brouillon en validation ; ceux qui valident l’apprennent',
      'hand a draft over to be validated; those who may are told',
    ),
    submit,
  )
  step(
    'withdraw',
    said('reprendre un journal envoyé en validation, ou le renvoyer', 'take a waiting journal back, or send it back'),
    withdraw,
    (command) => command.option('--note <text>', said('un mot pour qui l’a préparé', 'a word to who prepared it')),
  )
  step(
    'schedule',
    said('le faire valider à un moment, par le serveur', 'have it validated at a time, by the server'),
    schedule,
    (command) =>
      command
        .requiredOption(
          '--at <moment>',
          said(
            'quand : "2026-12-01 02:00", à l’heure de RAFALE_TIMEZONE',
            'when: "2026-12-01 02:00", by RAFALE_TIMEZONE',
          ),
        )
        .option(
          '--confirm <records>',
          said(
            'le nombre de fiches attendu (sinon : celui d’à présent)',
            'the number of records expected (default: the present one)',
          ),
          wholeNumber(0),
        )
        .addOption(
          new Option('--if-moved <what>', said('si ce nombre est autre alors', 'when that number is another one then'))
            .choices(['stop', 'go'])
            .default('stop'),
        ),
  )
  step('unschedule', said('déprogrammer la validation', 'call a scheduled validation off'), unschedule)
  step('result', said('ce que la validation a fait', 'what the validation did'), result, withFile)
  step(
    'undo',
    said(
      'annuler un journal validé ; ce qui a changé depuis est laissé tel quel',
      'take a validated journal back; what changed since is left alone',
    ),
    undoJournal,
    withUndoOptions,
  )
  step(
    'duplicate',
    said('un brouillon avec le même en-tête et les mêmes fiches', 'a draft with the same header and the same records'),
    duplicate,
    (command) => command.option('--no-records', said('sans les fiches', 'without the records')),
  )
  step('delete', said('supprimer un brouillon', 'drop a draft'), drop)
}

const stateLine = ({ number, state }: Journal) => `Journal ${number} is ${state}.`

async function submit({ pool, actor }: Session, number: number, options: Options): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const journal = await submitJournal(pool, actor, number)
  print(options, journal, [stateLine(journal)])
}

async function withdraw({ pool, actor }: Session, number: number, options: Options & { note?: string }): Promise<void> {
  const journal = await withdrawJournal(pool, actor, number, options.note ?? null)
  print(options, journal, [stateLine(journal)])
}

type Scheduling = { at: string; confirm?: number; ifMoved: 'stop' | 'go' }

async function schedule({ pool, actor }: Session, number: number, options: Options & Scheduling): Promise<void> {
  demandRight(actor, 'journal.validate')
  const at = await readMoment(pool, options.at)
  const confirm = options.confirm ?? (await previewJournal(pool, actor, number)).change
  const journal = await startValidation(pool, actor, number, { confirm, at, ifMoved: options.ifMoved })
  print(options, journal, [`Journal ${number} will be validated at ${journal.scheduledFor}, if a server runs then.`])
}

async function unschedule({ pool, actor }: Session, number: number, options: Options): Promise<void> {
  const journal = await unscheduleJournal(pool, actor, number)
  print(options, journal, [stateLine(journal)])
}

async function result(session: Session, number: number, options: Options & FileOptions): Promise<void> {
  const { pool, actor } = session
  await withOutput(options.xlsx, async (partial) => {
    const found = await getJournalResult(pool, actor, await findJournal(pool, actor, number))
    if (partial !== undefined) await writeFileOf(session, partial, { journal: number, part: 'result' })
    print(options, found, resultLines(found))
  })
}

async function undoJournal(session: Session, number: number, options: UndoOptions): Promise<void> {
  const journal = await findJournal(session.pool, session.actor, number)
  demandState(journal, 'validated')
  await undo(session, journal.changeSet ?? 0, options)
}

async function duplicate(
  { pool, actor }: Session,
  number: number,
  options: Options & { records: boolean },
): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const copy = await duplicateJournal(pool, actor, number, options.records)
  print(options, copy, [`Journal ${copy.number} is a copy of journal ${number}, with ${copy.targets} records.`])
}

async function drop({ pool, actor }: Session, number: number, options: Options): Promise<void> {
  demandRight(actor, 'journal.prepare')
  await deleteJournal(pool, actor, number)
  print(options, { deleted: number }, [`Journal ${number} is gone.`])
}

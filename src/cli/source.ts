import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { createSource } from '../server/import/sources/change-source.ts'
import { findOwnSource, listSources, presentSource, type StoredSource } from '../server/import/sources/find-source.ts'
import { listRuns } from '../server/import/sources/list-runs.ts'
import { runSource } from '../server/import/sources/run-source.ts'
import { testSource } from '../server/import/sources/test-source.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import type { SourceRun } from '../shared/contract/import-source.contract.ts'
import { addSourceOptions, toSource, type SourceOptions } from './source-options.ts'
import { wholeNumber, withActor } from './options.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withSession, type Session } from './with-session.ts'

type Options = OutputOptions & { as?: string }

/** `rafale source`: folders and SFTP servers whose files are imported by the clock. */
export function addSource(program: Command): void {
  const group = program.command('source').description('folders and SFTP servers whose files are imported by the clock')
  const about = (name: string) => withActor(group.command(name)).argument('<id>', 'number of the source', wholeNumber())
  withActor(group.command('list'))
    .description('every source, with its last file and its next run')
    .action((options: Options) => withSources(options, (session) => list(session, options)))
  addSourceOptions(withActor(group.command('add <name>')))
    .description('add a source; it imports in the name of --user, or of --as')
    .action(async (name: string, options: SourceOptions) => {
      const secret = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
      await withSources(options, async (session) => {
        const source = await createSource(session, session.actor, await toSource(session, { name, secret, options }))
        print(options, presentSource(source, session.actor.language), [
          `Source ${source.id} « ${source.name} » is added; next run ${source.nextRunAt ?? '—'}.`,
          ...(source.place.kind === 'sftp' && source.place.hostKey === null
            ? [`Its server is not trusted yet: rafale source test ${source.id}`]
            : []),
        ])
      })
    })
  about('test')
    .description('say what lies in it and change nothing; keeps the fingerprint of an SFTP server the first time')
    .action((id: number, options: Options) => withSources(options, (session) => test(session, id, options)))
  about('run')
    .description('look into it now and import what is there, in this process')
    .action((id: number, options: Options) => withSources(options, (session) => run(session, id, options)))
  about('show')
    .description('what its runs did, newest first')
    .action((id: number, options: Options) => withSources(options, (session) => show(session, id, options)))
}

const withSources = (options: Options, work: (session: Session) => Promise<void>) =>
  withSession(options, (session) => {
    demandRight(session.actor, 'import.source')
    return work(session)
  })

async function list({ pool, actor }: Session, options: Options): Promise<void> {
  const sources = await listSources(pool, actor)
  print(
    options,
    sources.map((source) => presentSource(source, actor.language)),
    table(
      ['id', 'name', 'place', 'on', 'last file', 'outcome', 'next run'],
      sources.map((source) => [
        source.id,
        source.name,
        placeText(source),
        source.isActive ? 'yes' : 'no',
        source.lastFile?.name,
        source.trouble?.code ?? source.lastFile?.outcome,
        source.isActive ? source.nextRunAt : null,
      ]),
    ),
  )
}

const placeText = ({ place }: StoredSource): string =>
  place.kind === 'folder'
    ? `folder ${place.path || '.'}`
    : `${place.user}@${place.host}:${place.port} ${place.directory}`

async function test(session: Session, id: number, options: Options): Promise<void> {
  const result = await testSource(session, session.actor, id)
  print(options, result, [
    ...(result.hostKey ? [`Key of the server${result.isHostKeyNew ? ', kept' : ''}: ${result.hostKey}`] : []),
    ...table(
      ['file', 'bytes', 'modified', 'state'],
      result.files.map(({ name, size, modifiedAt, state }) => [name, size, modifiedAt, state]),
    ),
  ])
}

async function run(session: Session, id: number, options: Options): Promise<void> {
  await findOwnSource(session.pool, session.actor, id)
  const result = await withProgress((bar) =>
    runSource({
      services: session,
      sourceId: id,
      trigger: 'hand',
      run: { ...runWithoutJob(bar.report), signal: new AbortController().signal },
    }),
  )
  const { runs } = await listRuns(session.pool, id, { limit: 1, language: session.actor.language })
  print(options, { ...result, run: runs[0] ?? null }, runs.flatMap(runLines))
}

async function show(session: Session, id: number, options: Options): Promise<void> {
  await findOwnSource(session.pool, session.actor, id)
  const page = await listRuns(session.pool, id, { language: session.actor.language })
  print(options, page, page.runs.flatMap(runLines))
}

const runLines = ({ startedAt, trigger, error, files, growing }: SourceRun): string[] => [
  `${startedAt} (${trigger})${error ? `: ${error.message}` : ''}`,
  ...files.flatMap(({ name, outcome, reasons, counts, import: id }) => [
    `  ${name}: ${outcome}${id === null ? '' : ` (import ${id})`}${counts ? `, ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.refused} refused` : ''}`,
    ...reasons.map(({ message }) => `    ${message}`),
  ]),
  ...(files.length === 0 && !error ? ['  No new file.'] : []),
  ...(growing > 0 ? [`  ${growing} still being written`] : []),
]

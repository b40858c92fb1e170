import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { Filter } from '../shared/contract/record.contract.ts'
import { addTargets } from '../server/journals/add-targets.ts'
import { removeTargets } from '../server/journals/remove-targets.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { UsageError } from './explain.ts'
import { said } from './language.ts'
import { counted, wholeNumber } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { readFilter } from './read-filter.ts'
import type { Session } from './with-session.ts'

export type TargetOptions = {
  where?: Filter
  search?: string
  codes?: string
  journal?: number
  remove?: true
  strict?: true
}

/** The options that say which records, in exactly one way. */
export const addTargetOptions = (command: Command): Command =>
  command
    .description(
      said(
        'ajouter des fiches à un journal, chacune une fois, ou les retirer ; dire lesquelles d’une seule façon',
        'add records to a journal, each once, or take them away; say which in one way',
      ),
    )
    .option(
      '--where <json>',
      said('celles qu’un filtre trouve', 'those that a filter finds') +
        ': {"all": [{"field": "address.postalCode", …}]}',
      readFilter,
    )
    .option(
      '--search <text>',
      said('celles dont le texte contient ces mots', 'those whose searched text holds these words'),
    )
    .option(
      '--codes <file>',
      said(
        'celles des codes de ce fichier, un par ligne (- : entrée standard)',
        'those of the codes in this file, one a line (- for standard input)',
      ),
    )
    .option(
      '--strict',
      said('n’ajouter aucune fiche si un code est introuvable', 'add no record when a code is not found'),
    )
    .option('--journal <number>', said('celles d’un autre journal', 'those of another journal'), wholeNumber())
    .option('--remove', said('les retirer', 'take them away'))

/** Records are added to a journal, or taken away. */
export async function target(
  { pool, actor }: Session,
  number: number,
  options: OutputOptions & TargetOptions,
): Promise<void> {
  demandRight(actor, 'journal.prepare')
  const { where, search, codes, journal, remove, strict } = options
  const hasSelection = where !== undefined || search !== undefined
  if ([hasSelection, codes !== undefined, journal !== undefined].filter(Boolean).length !== 1) {
    throw new UsageError('Say which records: --where and --search, or --codes, or --journal.')
  }
  if (strict && codes === undefined) throw new UsageError('--strict goes with --codes.')
  const source = journal === undefined ? { selection: { filter: where, search } } : { journal }
  if (remove) {
    if (codes !== undefined) throw new UsageError('--remove goes with --where, --search or --journal.')
    const removed = await removeTargets(pool, actor, number, source)
    return print(options, removed, [`${counted(removed.removed, 'record')} taken away, ${removed.targets} left.`])
  }
  const given = codes === undefined ? source : { codes: await readCodes(codes) }
  const added = await addTargets(pool, actor, number, given, { demandsAll: strict === true })
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

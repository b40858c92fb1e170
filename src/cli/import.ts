import { InvalidArgumentError, Option, type Command } from 'commander'
import { encodings, type TextDialect } from '../shared/contract/import-file.contract.ts'
import { importModes } from '../shared/contract/import.contract.ts'
import type { SaidDialect } from '../server/import/formats/preview-file.ts'
import { runImport, type RunImportResult } from '../server/import/run-import.ts'
import { readMapping } from './read-mapping.ts'
import { wholeNumber, withActor } from './options.ts'
import { said } from './language.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withSession } from './with-session.ts'

type Options = OutputOptions & {
  as?: string
  entity: 'company' | 'contact'
  mode?: (typeof importModes)[number]
  mapping?: string
  saveMapping?: string
  key: string[]
  map: string[]
  empty?: 'ignore' | 'erase'
  conflicts?: 'keep' | 'overwrite'
  create: boolean
  createCompanies?: true
  confirmDeletions?: number
  allowManyDeletions?: true
  note?: string
  encoding?: TextDialect['encoding']
  delimiter?: TextDialect['delimiter']
  sheet: string[]
  headerRow?: number
  dateOrder?: 'dmy' | 'mdy' | 'ymd'
  decimal?: 'comma' | 'point'
  dryRun?: true
  refused?: string
}

const gather = (value: string, before: string[]): string[] => [...before, value]
const delimiters: Record<string, TextDialect['delimiter']> = {
  comma: ',',
  ',': ',',
  semicolon: ';',
  ';': ';',
  tab: '\t',
  '\t': '\t',
  '\\t': '\t',
  pipe: '|',
  '|': '|',
}

const decimals = { comma: ',', point: '.' } as const

function readDelimiter(text: string): TextDialect['delimiter'] {
  const delimiter = delimiters[text]
  if (!delimiter) throw new InvalidArgumentError('It must be comma, semicolon, tab or pipe.')
  return delimiter
}

/** `rafale import`: a file planned and written, or with --dry-run only planned. */
export function addImport(program: Command): void {
  withActor(program.command('import <file>'))
    .description(
      said(
        'importer un tableur, un CSV ou un VCF : prévoir, puis sauf --dry-run écrire, tout ou rien',
        'import a spreadsheet, CSV or VCF file: plan, and unless --dry-run write, all or nothing',
      ),
    )
    .addOption(new Option('--entity <entity>', 'what its rows are').choices(['company', 'contact']).default('company'))
    .addOption(new Option('--mode <mode>', 'what it may do').choices([...importModes]))
    .option('--mapping <name>', 'start from a saved mapping')
    .option('--save-mapping <name>', 'save this mapping by a name, for everybody')
    .option('--key <field>', 'match key, by field or header; repeatable, 8 at most', gather, [])
    .option('--map <header=field[:policy]>', 'assign a column; "Header=-" ignores it; repeatable', gather, [])
    .addOption(
      new Option('--empty <what>', 'empty cells (default: ignore; erase in files that were exported here)').choices([
        'ignore',
        'erase',
      ]),
    )
    .addOption(
      new Option('--conflicts <what>', 'exported files: cells that Rafale changed as well').choices([
        'keep',
        'overwrite',
      ]),
    )
    .option('--no-create', 'report rows that match nothing instead of creating records')
    .option('--create-companies', 'contacts: create companies that are not found (else their rows are refused)')
    .option(
      '--confirm-deletions <number>',
      'the number of companies, or contacts, that will be deleted',
      wholeNumber(0),
    )
    .option('--allow-many-deletions', 'let more than 30 % of the records concerned go (administrators)')
    .option('--note <text>', 'what the import is for')
    .addOption(new Option('--encoding <encoding>', 'encoding (default: found out)').choices([...encodings]))
    .option('--delimiter <character>', 'comma, semicolon, tab, pipe (default: found out)', readDelimiter)
    .option('--sheet <name>', 'sheet of a workbook; repeatable: those of one import (default: found out)', gather, [])
    .addOption(
      new Option('--date-order <order>', 'of dates whose cells do not prove it (else refused)').choices([
        'dmy',
        'mdy',
        'ymd',
      ]),
    )
    .addOption(
      new Option('--decimal <mark>', 'of numbers such as 1.234 whose column does not prove it (else refused)').choices([
        'comma',
        'point',
      ]),
    )
    .option('--header-row <number>', 'row of the headers (default: found out)', wholeNumber())
    .option('--dry-run', 'only say what would happen')
    .option('--refused <file>', 'write the refused rows with their reasons to this CSV file')
    .action(async (file: string, options: Options) => {
      const request = {
        path: file,
        entity: options.entity,
        mode: options.mode,
        keys: options.key,
        map: options.map.map(readMapping),
        emptyCells: options.empty,
        createsMissing: options.create ? undefined : false,
        createsCompanies: options.createCompanies,
        mapping: options.mapping,
        saveAs: options.saveMapping,
        conflicts: options.conflicts,
        note: options.note,
        dialect: dialectOf(options),
        dateOrder: options.dateOrder,
        decimal: options.decimal && decimals[options.decimal],
        isDryRun: options.dryRun === true,
        refusedPath: options.refused,
        confirmDeletions: options.confirmDeletions,
        allowManyDeletions: options.allowManyDeletions,
      }
      const result = await withSession(options, (session) =>
        withProgress((bar) => runImport(session, { ...request, onProgress: (step, share) => bar.report(step, share) })),
      )
      print(options, toJson(options.entity, result), lines(options.entity, result, request.isDryRun))
    })
}

const dialectOf = ({ encoding, delimiter, headerRow, sheet }: Options): SaidDialect => ({
  ...(encoding ? { encoding } : {}),
  ...(delimiter ? { delimiter } : {}),
  ...(headerRow ? { headerRow } : {}),
  ...(sheet.length > 0 ? { sheets: sheet } : {}),
})

/** Rows by outcome, deletions as records, as rules.md has them. */
function toJson(
  entity: Options['entity'],
  { recap, problems, problemsTotal, notes, changeSet, import: id }: RunImportResult,
) {
  const { read, created, updated, unchanged, skipped, refused, matched, toCheck, records } = recap
  return {
    read,
    create: created,
    update: updated,
    unchanged,
    delete: records[entity]?.delete ?? 0,
    skipped,
    refused,
    matched,
    toCheck,
    records,
    problems,
    problemsTotal,
    notes,
    changeSet,
    import: id,
  }
}

function lines(entity: Options['entity'], result: RunImportResult, isDryRun: boolean): string[] {
  const { problems, problemsTotal, notes, changeSet, ...json } = toJson(entity, result)
  const shown = problems.slice(0, 20)
  const counts = (['read', 'create', 'update', 'unchanged', 'skipped', 'refused', 'matched', 'delete'] as const).map(
    (name) => [name, json[name].toLocaleString('en')],
  )
  return [
    ...notes.map(({ message }) => message),
    ...(notes.length > 0 ? [''] : []),
    ...table(['rows', ''], counts),
    ...(shown.length > 0
      ? [
          '',
          ...table(
            ['row', 'column', 'severity', 'problem'],
            shown.map(({ sheet, line, column, severity, message }) => [
              sheet === null ? line : `${sheet} ${line}`,
              column,
              severity,
              message,
            ]),
          ),
        ]
      : []),
    ...(problemsTotal > shown.length ? [`… ${(problemsTotal - shown.length).toLocaleString('en')} more problems`] : []),
    '',
    isDryRun
      ? 'Nothing was written (--dry-run).'
      : changeSet === null
        ? 'Nothing had to change.'
        : `Written by change set ${changeSet}. To take it back: rafale undo ${changeSet}`,
  ]
}

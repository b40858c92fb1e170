import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Option, type Command } from 'commander'
import { childrenChoices, exportFormats, type ExportFormat } from '../shared/contract/export.contract.ts'
import type { Filter, ListEntity } from '../shared/contract/record.contract.ts'
import type { Language } from '../shared/errors/rafale-error.ts'
import { exportColumns } from '../shared/export/export-columns.ts'
import { writeExport } from '../server/export/write-export.ts'
import { said } from './language.ts'
import { UsageError } from './explain.ts'
import { counted, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { readFilter } from './read-filter.ts'
import { withProgress } from './progress-bar.ts'
import { withOutput } from './write-whole.ts'
import { withSession } from './with-session.ts'

type Children = (typeof childrenChoices)[number]
type Options = OutputOptions & {
  as?: string
  entity: ListEntity
  format?: ExportFormat
  columns?: string
  where?: Filter
  search?: string
  sort?: string
  descending?: true
  addresses?: Children
  contacts?: Children
  language?: Language
  vcard?: '3.0' | '4.0'
  zip?: true
  out: string
}

/** `rafale export`: companies or contacts to a file that an import recognises. */
export function addExport(program: Command): void {
  withActor(program.command('export'))
    .description(
      said(
        'exporter des sociétés ou des contacts dans un fichier réimportable',
        'export companies or contacts to a file that can be imported again',
      ),
    )
    .requiredOption('--out <file>', 'where the file goes')
    .addOption(new Option('--entity <entity>', 'what is exported').choices(['company', 'contact']).default('company'))
    .addOption(new Option('--format <format>', 'default: by the name of the file').choices([...exportFormats]))
    .option('--columns <fields>', 'name,address.city,contact.email1 …, parted by commas (default: all)')
    .option('--where <json>', 'a filter, as the API takes it', readFilter)
    .option('--search <words>', 'words that must be found')
    .option('--sort <field>', 'name, code, lastName or id')
    .option('--descending', 'the other way round')
    .addOption(new Option('--addresses <which>', 'default: all with all columns').choices([...childrenChoices]))
    .addOption(
      new Option('--contacts <which>', 'of companies; default: all with all columns').choices([...childrenChoices]),
    )
    .addOption(new Option('--language <language>', 'of headers and labels; default: the user’s').choices(['fr', 'en']))
    .addOption(new Option('--vcard <version>', 'version of VCF').choices(['3.0', '4.0']).default('3.0'))
    .option('--zip', 'VCF: one file a contact, in a zip')
    .action(async (options: Options) => {
      const result = await withSession(options, async ({ pool, actor }) => {
        const { out, language = actor.language } = options
        const { rows } = await withOutput(out, (partial = out) =>
          withProgress((bar) =>
            writeExport({
              pool,
              actor: { ...actor, language },
              request: requestOf(options),
              path: partial,
              onProgress: (share) => bar.report('export', share),
            }),
          ),
        )
        return { file: out, rows, bytes: (await stat(out)).size }
      })
      print(options, result, [`${counted(result.rows, 'row')} written to ${result.file}.`])
    })
}

function requestOf(options: Options) {
  const { entity, columns, where, search, sort, descending, addresses, contacts, vcard, zip } = options
  return {
    entity,
    format: options.format ?? formatOf(options.out),
    columns: columns?.split(',').map((column) => pathOf(entity, column.trim())),
    filter: where,
    search,
    sort,
    direction: descending ? ('desc' as const) : ('asc' as const),
    addresses,
    contacts,
    vcardVersion: vcard,
    isZipped: zip === true,
  }
}

function formatOf(path: string): ExportFormat {
  const extension = extname(path).slice(1).toLowerCase()
  const format = exportFormats.find((one) => one === extension) ?? (extension === 'zip' ? 'vcf' : undefined)
  if (!format) throw new UsageError(`--out "${path}": say the format with --format ${exportFormats.join('|')}.`)
  return format
}

/** A column as mappings name it; the entity may be left out. */
function pathOf(entity: ListEntity, name: string): string {
  const paths = exportColumns(entity).map(({ path }) => path)
  return [name, `${entity}.${name}`].find((path) => paths.includes(path)) ?? name
}

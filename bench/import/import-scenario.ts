import { join } from 'node:path'
import type { Layout } from '../data/layouts.ts'
import { writeCreateFile, writeUpdateFile } from '../data/write-file.ts'
import type { Bench } from '../measure/bench.ts'
import { median } from '../measure/quantile.ts'
import { printStatements } from '../measure/print-statements.ts'
import { prepareEmpty, settle } from './empty-base.ts'
import { measureImport, type Measured } from './measure-import.ts'
import { addImportFigures, wholeOf } from './import-figures.ts'
import { baseOf } from './load-base.ts'

type Size = { rows: number; layout: Layout }
type Growth = Record<'create' | 'update', number>

/** A base loaded by an import, then an import that updates it, at full size and a tenth; leaves both bases. */
export async function importScenario(bench: Bench, layout: Layout): Promise<void> {
  const { options, report } = bench
  const tenth = options.withTenth ? await measureSize(bench, { rows: options.rows / 10, layout }) : undefined
  const full = await measureSize(bench, { rows: options.rows, layout })
  if (!tenth) return
  for (const kind of ['create', 'update'] as const) {
    report.add({
      scenario: layout.name,
      what: `${kind}: time per row, of ${options.rows} beside ${options.rows / 10}`,
      rows: options.rows,
      ours: (full[kind] / options.rows) * 1e6,
      floor: (tenth[kind] / (options.rows / 10)) * 1e6,
      unit: 's/M rows',
      limit: 1.3,
    })
  }
}

async function measureSize(bench: Bench, { rows, layout }: Size): Promise<Growth> {
  const { server, report, options } = bench
  const at = { scenario: layout.name, rows }
  const base = baseOf(layout, rows)
  const path = join(server.directory, `${layout.name}.csv`)
  const written = await writeCreateFile({ path, layout, rows })
  report.head(`${layout.name}: ${rows} rows of 25 columns, ${Math.round(written.bytes / rows)} bytes a row`)

  await prepareEmpty(bench)
  const created = await measureImport(bench, {
    base: 'empty',
    file: written,
    label: `${layout.name} create`,
    applied: base,
  })
  addImportFigures(report, { ...at, kind: 'create', measured: created })
  const isLogged = bench.statements && rows === options.rows
  if (isLogged) await printStatements(bench, `${layout.name}: creation of ${rows}`)
  await settle(bench, base)
  const update = await writeUpdateFile({ path, layout, rows, isShuffled: options.isShuffled })
  const updated = await measureImport(bench, { base, file: update, label: `${layout.name} update`, applied: 'applied' })
  addImportFigures(report, { ...at, kind: 'update', measured: updated })
  if (isLogged) await printStatements(bench, `${layout.name}: update of ${rows}`)
  await server.drop('applied')
  return { create: totalOf(created), update: totalOf(updated) }
}

const totalOf = ({ ours }: Measured) => median(ours.map(wholeOf))

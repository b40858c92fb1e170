import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { writeExport } from '../../src/server/export/write-export.ts'
import { systemActor as actor } from '../../src/server/platform/auth/actor.ts'
import { exportFormats, type ExportFormat } from '../../src/shared/contract/export.contract.ts'
import { tableHash } from '../../test/table-hash.ts'
import { companyLayout } from '../data/layouts.ts'
import { writeCreateFile } from '../data/write-file.ts'
import { prepareEmpty, settle } from '../import/empty-base.ts'
import * as phases from '../import/phases.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { peakMemory } from '../measure/peak-memory.ts'
import { median } from '../measure/quantile.ts'
import { timed } from '../measure/timed.ts'

const base = 'round_trip'
const formats = exportFormats.filter((format) => format !== 'vcf')

/**
 * A base made by an import, exported in every format, and each file imported again untouched: that changes nothing, and
 * takes at most 0.6 times as long as the first import of the same rows.
 */
export async function roundTripScenario(bench: Bench): Promise<void> {
  const { server, report, options } = bench
  const { rows, runs } = options
  report.head(`round trip: ${rows} companies of 25 columns, exported and imported again`)
  const first = await measureFirst(bench)
  const before = await server.withDatabase(base, tableHash)
  const pathOf = (format: ExportFormat) => join(server.directory, `export.${format}`)
  for (const format of formats) {
    const path = pathOf(format)
    const written = await server.withDatabase(base, (pool) => measureExport(pool, format, path))
    const at = { scenario: 'roundtrip', rows }
    const megabytes = Math.round((await stat(path)).size / 2 ** 20)
    report.add({ ...at, what: `${format}: exported (${megabytes} MB)`, ours: written.seconds })
    report.add({ ...at, what: `${format}: memory of the export`, ours: written.peak / 2 ** 20, unit: 'MB', limit: 600 })
    const again: Again[] = []
    for (let run = 1; run <= runs; run++) {
      await server.clone(base, 'again')
      again.push(await server.withDatabase('again', (pool) => measureAgain(bench, pool, { format, path })))
      if (run === runs)
        report.check(`${format}: nothing changed`, await server.withDatabase('again', tableHash), before)
      await server.drop('again')
    }
    const limit = format === 'csv' ? { limit: 0.6 } : {}
    const whole = median(again.map(({ seconds }) => seconds))
    report.add({ ...at, what: `${format}: imported again / first import`, ours: whole, floor: first, ...limit })
    const peak = Math.max(...again.map(({ peak: bytes }) => bytes))
    report.add({ ...at, what: `${format}: memory of staging`, ours: peak / 2 ** 20, unit: 'MB', limit: 600 })
  }
  const staged = await measureStaging(bench, pathOf)
  for (const format of ['xlsx', 'ods'] as const) {
    report.add({
      scenario: 'roundtrip',
      rows,
      what: `${format}: staged / the same rows as CSV`,
      ours: staged[format],
      floor: staged.csv,
      ...(format === 'xlsx' ? { limit: 3 } : {}),
    })
  }
  await server.drop(base)
}

/** The base stands as a quiet night leaves it; the seconds of the import that made it, the middle one of all runs. */
async function measureFirst(bench: Bench): Promise<number> {
  const { server, options, report } = bench
  const path = join(server.directory, 'first.csv')
  const file = await writeCreateFile({ path, layout: companyLayout, rows: options.rows })
  await prepareEmpty(bench)
  const seconds: number[] = []
  for (let run = 1; run <= options.runs; run++) {
    await server.clone('empty', base)
    const took = await server.withDatabase(base, async (pool) => {
      await checkpoint(pool)
      return timed(async () => {
        const id = await phases.store(pool, file)
        await phases.stage(pool, file, id)
        await phases.map(pool, file, id)
        await phases.plan(pool, id)
        return phases.apply(pool, id)
      })
    })
    report.check('companies created', took.result.counts.company?.create, options.rows)
    seconds.push(took.seconds)
  }
  await settle(bench, base)
  return median(seconds)
}

async function measureExport(pool: Pool, format: ExportFormat, path: string) {
  await checkpoint(pool)
  const columns = companyLayout.columns.map((column) => column.path)
  const request = { entity: 'company' as const, format, columns, sort: 'id' }
  const { result, peak } = await peakMemory(() =>
    timed(() => writeExport({ pool, actor: { ...actor, language: 'fr' }, request, path })),
  )
  return { seconds: result.seconds, peak }
}

/** Seconds of the whole, and the most memory of Node in bytes while staging. */
type Again = { seconds: number; peak: number }

/** Imports an untouched export, which is recognised and finds nothing to change. */
async function measureAgain(
  { report, options }: Bench,
  pool: Pool,
  { format, path }: { format: ExportFormat; path: string },
): Promise<Again> {
  const file = { path, layout: companyLayout, bytes: 0 } as Parameters<typeof phases.store>[1]
  await checkpoint(pool)
  const { result, seconds } = await timed(async () => {
    const id = await phases.store(pool, file)
    const staged = await peakMemory(() => phases.stage(pool, file, id))
    const planned = await phases.plan(pool, id)
    await phases.apply(pool, id)
    return { recap: planned.recap, peak: staged.peak }
  })
  const { read, unchanged, updated, refused } = result.recap
  const expected = { read: options.rows, unchanged: options.rows, updated: 0, refused: 0 }
  report.check(`${format}: imported again`, { read, unchanged, updated, refused }, expected)
  return { seconds, peak: result.peak }
}

/** Seconds of staging each format, the middle one of three turns: minutes apart, one machine is twice as fast as itself. */
async function measureStaging(
  { server }: Bench,
  pathOf: (format: ExportFormat) => string,
): Promise<Record<(typeof formats)[number], number>> {
  const seconds = { xlsx: [] as number[], ods: [] as number[], csv: [] as number[] }
  await server.createEmpty('staging')
  await server.withDatabase('staging', async (pool) => {
    for (let turn = 0; turn < 3; turn++) {
      for (const format of formats) {
        const file = { path: pathOf(format), layout: companyLayout, bytes: 0 } as Parameters<typeof phases.store>[1]
        const id = await phases.store(pool, file)
        await checkpoint(pool)
        seconds[format].push((await timed(() => phases.stage(pool, file, id))).seconds)
      }
    }
  })
  await server.drop('staging')
  return { xlsx: median(seconds.xlsx), ods: median(seconds.ods), csv: median(seconds.csv) }
}

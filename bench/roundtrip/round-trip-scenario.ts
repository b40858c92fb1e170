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
  for (const format of formats) {
    const path = join(server.directory, `export.${format}`)
    const written = await server.withDatabase(base, (pool) => measureExport(pool, format, path))
    const at = { scenario: 'roundtrip', rows }
    const megabytes = Math.round((await stat(path)).size / 2 ** 20)
    report.add({ ...at, what: `${format}: exported (${megabytes} MB)`, ours: written.seconds })
    report.add({ ...at, what: `${format}: memory of the export`, ours: written.peak / 2 ** 20, unit: 'MB', limit: 600 })
    const again: number[] = []
    for (let run = 1; run <= runs; run++) {
      await server.clone(base, 'again')
      again.push(await server.withDatabase('again', (pool) => measureAgain(bench, pool, { format, path })))
      if (run === runs)
        report.check(`${format}: nothing changed`, await server.withDatabase('again', tableHash), before)
      await server.drop('again')
    }
    const limit = format === 'csv' ? { limit: 0.6 } : {}
    report.add({ ...at, what: `${format}: imported again / first import`, ours: median(again), floor: first, ...limit })
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

/** The seconds of importing an untouched export, which is recognised and finds nothing to change. */
async function measureAgain(
  { report, options }: Bench,
  pool: Pool,
  { format, path }: { format: ExportFormat; path: string },
): Promise<number> {
  const file = { path, layout: companyLayout, bytes: 0 } as Parameters<typeof phases.store>[1]
  await checkpoint(pool)
  const { result, seconds } = await timed(async () => {
    const id = await phases.store(pool, file)
    await phases.stage(pool, file, id)
    const planned = await phases.plan(pool, id)
    await phases.apply(pool, id)
    return planned.recap
  })
  const { read, unchanged, updated, refused } = result
  const expected = { read: options.rows, unchanged: options.rows, updated: 0, refused: 0 }
  report.check(`${format}: imported again`, { read, unchanged, updated, refused }, expected)
  return seconds
}

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { execute, onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import type { Layout } from '../data/layouts.ts'
import { writeCreateFile, type BenchFile } from '../data/write-file.ts'
import { prepareEmpty } from '../import/empty-base.ts'
import * as phases from '../import/phases.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { peakMemory } from '../measure/peak-memory.ts'
import { median } from '../measure/quantile.ts'
import { timed } from '../measure/timed.ts'
import { writeWorkbook } from './write-workbook.ts'

type Staged = { seconds: number; peak: number; content: string }

/** The same rows staged as CSV and as XLSX, in turn; both leave the same table. */
export async function xlsxScenario(bench: Bench, layout: Layout): Promise<void> {
  const { server, options, report } = bench
  const { rows } = options
  const csv = await writeCreateFile({ path: join(server.directory, 'staged.csv'), layout, rows })
  const path = join(server.directory, 'staged.xlsx')
  await writeWorkbook(path, layout, rows)
  const workbook = { ...csv, path }
  const megabytes = Math.round((await stat(path)).size / 2 ** 20)
  report.head(`xlsx: ${rows} rows of ${layout.columns.length} columns staged, ${megabytes} MB of XLSX`)
  await prepareEmpty(bench)
  const [ofCsv, ofWorkbook]: [Staged[], Staged[]] = [[], []]
  await server.withDatabase('empty', async (pool) => {
    for (let run = 1; run <= options.runs; run++) {
      ofCsv.push(await stageOnce(pool, csv))
      ofWorkbook.push(await stageOnce(pool, workbook))
    }
  })
  report.check('xlsx: both files leave the same staged rows', ofWorkbook[0]?.content, ofCsv[0]?.content)
  const seconds = (all: Staged[]) => median(all.map((one) => one.seconds))
  const peak = (all: Staged[]) => Math.max(...all.map((one) => one.peak)) / 2 ** 20
  report.add({
    scenario: 'xlsx',
    what: 'XLSX staged / CSV staged',
    rows,
    ours: seconds(ofWorkbook),
    floor: seconds(ofCsv),
    limit: 3,
  })
  report.add({
    scenario: 'xlsx',
    what: 'memory of Node, XLSX beside CSV',
    rows,
    ours: peak(ofWorkbook),
    floor: peak(ofCsv),
    unit: 'MB',
  })
  report.add({ scenario: 'xlsx', what: 'memory of Node', rows, ours: peak(ofWorkbook), unit: 'MB', limit: 600 })
}

async function stageOnce(pool: Pool, file: BenchFile): Promise<Staged> {
  const id = await phases.store(pool, file)
  await checkpoint(pool)
  const { result, peak } = await peakMemory(() => timed(() => phases.stage(pool, file, id)))
  const table = sql.id('stage', `import_${id}_rows`)
  const { content } = await onlyRow<{ content: string }>(
    pool,
    sql`select count(*) || ':' || sum(hashtextextended(s::text, 0)) as content from ${table} as s`,
  )
  await execute(pool, sql`drop table ${table}`)
  return { seconds: result.seconds, peak, content }
}

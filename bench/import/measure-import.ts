/**
 * An import beside its floors, `runs` times in turn, each on a fresh clone of the same base: COPY and bare writes, then
 * the engine's store, stage, plan, apply. The last one is undone, and everything compared.
 */
import type { Pool } from 'pg'
import type { PlanTable } from '../../src/server/records/plan/plan.ts'
import type { BenchFile } from '../data/write-file.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { hotShare } from '../measure/hot-share.ts'
import { peakMemory } from '../measure/peak-memory.ts'
import { timed } from '../measure/timed.ts'
import { tableHash } from '../../test/table-hash.ts'
import { undo } from '../measure/undo.ts'
import { checkOutcome } from './check-outcome.ts'
import { contentHash } from './content-hash.ts'
import { copyFile, writeFloor } from './floor.ts'
import { makeFloorTables } from './floor-tables.ts'
import * as phases from './phases.ts'

export type ImportTimes = { store: number; stage: number; plan: number; apply: number }
export type FloorTimes = { copy: number; write: number }
export type Measured = {
  ours: ImportTimes[]
  floors: FloorTimes[]
  /** Seconds of the undo of the last run, at once, without a vacuum between. */
  undo: number
  /** Share of the updates of companies that touched no index. */
  hot: number
  /** Bytes. */
  peak: number
}

type Measuring = { base: string; file: BenchFile; label: string; applied: string }

/** The database `applied` stays, as the import left it. */
export async function measureImport(bench: Bench, measuring: Measuring): Promise<Measured> {
  const { server, options, report } = bench
  const { base, file, label, applied } = measuring
  const before = await server.withDatabase(base, tableHash)
  const tables = await prepareFloor(bench, measuring)
  const measured: Measured = { ours: [], floors: [], undo: 0, hot: 0, peak: 0 }
  let floorContent = ''
  for (let run = 1; run <= options.runs; run++) {
    await server.clone('floor_base', 'floor_run')
    measured.floors.push(
      await server.withDatabase('floor_run', async (pool) => {
        const times = await runFloor(pool, file, tables)
        if (run === 1) floorContent = await contentHash(pool)
        return times
      }),
    )
    await server.drop('floor_run')
    bench.statements?.clear()
    await server.clone(base, applied)
    const { result, peak } = await peakMemory(() =>
      server.withDatabase(applied, (pool) => runOurs(bench, pool, file), bench.statements),
    )
    measured.peak = Math.max(measured.peak, peak)
    measured.ours.push(result.times)
    if (run < options.runs) continue
    measured.hot = await hotShare(server, applied, 'company')
    const content = await server.withDatabase(applied, contentHash)
    report.check(`${label}: the floor and the import leave the same tables`, content, floorContent)
    checkOutcome(report, label, file, result.recap)
    await server.clone(applied, 'undo_run')
    const timeUndo = async (pool: Pool) => {
      measured.undo = (await inPhase(bench, pool, 'undo', () => undo(pool, result.changeSet!))).seconds
      report.check(`${label}: its undo gives the tables back`, await tableHash(pool), before)
    }
    await server.withDatabase('undo_run', timeUndo, bench.statements)
    await server.drop('undo_run')
  }
  await server.drop('floor_base')
  return measured
}

/** `floor_base`: the base with what the floor writes prepared, from one plan of ours. */
async function prepareFloor({ server }: Bench, { base, file }: Measuring): Promise<readonly PlanTable[]> {
  await server.clone(base, 'floor_base')
  return server.withDatabase('floor_base', async (pool) => {
    const importId = await phases.store(pool, file)
    await phases.stage(pool, file, importId)
    await phases.map(pool, file, importId)
    const { plan } = await phases.plan(pool, importId)
    await makeFloorTables(pool, plan)
    return plan.tables
  })
}

async function runFloor(pool: Pool, file: BenchFile, tables: readonly PlanTable[]): Promise<FloorTimes> {
  await checkpoint(pool)
  const copy = await timed(() => copyFile(pool, file))
  await pool.query('drop table stage.floor')
  await checkpoint(pool)
  const write = await timed(() => writeFloor(pool, tables))
  return { copy: copy.seconds, write: write.seconds }
}

/** Timed after a checkpoint, its statements logged under the name. */
async function inPhase<T>({ statements }: Bench, pool: Pool, name: string, work: () => Promise<T>) {
  await checkpoint(pool)
  statements?.enter(name)
  return timed(work).finally(() => statements?.enter(''))
}

async function runOurs(bench: Bench, pool: Pool, file: BenchFile) {
  const phase = <T>(name: string, work: () => Promise<T>) => inPhase(bench, pool, name, work)
  const stored = await phase('store', () => phases.store(pool, file))
  const importId = stored.result
  const staged = await phase('stage', () => phases.stage(pool, file, importId))
  await phases.map(pool, file, importId)
  const planned = await phase('plan', () => phases.plan(pool, importId))
  const applied = await phase('apply', () => phases.apply(pool, importId))
  return {
    recap: applied.result.recap,
    changeSet: applied.result.changeSet,
    times: { store: stored.seconds, stage: staged.seconds, plan: planned.seconds, apply: applied.seconds },
  }
}

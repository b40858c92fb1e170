import { quietNight } from '../measure/quiet-night.ts'
import type { Pool } from 'pg'
import { fieldOf } from '../../src/shared/catalogue/catalogue.ts'
import { execute, sql, type Sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { systemActor as actor } from '../../src/server/platform/auth/actor.ts'
import { applyChanges } from '../../src/server/records/apply/apply-changes.ts'
import { planFieldChange } from '../../src/server/records/plan/plan-field-change.ts'
import { planTable } from '../../src/server/records/plan/plan.ts'
import { isVisible } from '../../src/server/records/visibility.ts'
import { tableHash } from '../../test/table-hash.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { hotShare } from '../measure/hot-share.ts'
import { inPhase, onClone } from '../measure/on-clone.ts'
import { median } from '../measure/quantile.ts'
import { timed } from '../measure/timed.ts'
import { undo } from '../measure/undo.ts'
import { bareUpdate, bareUpdateWithTexts, type FieldCase } from './field-case.ts'

type Measuring = { base: string; rows: number; one: FieldCase }
export type MeasuredField = {
  ours: number
  floor: number
  /** Of a searched field: the bare UPDATE and that of the searched texts. */
  floorWithTexts: number | undefined
  undo: number
  undoAtOnce: number
  /** Shares of the updates that touched no index. */
  hot: number
  undoHot: number
}

/**
 * In turn, each on a fresh clone: the bare UPDATE, the change with history, its undo on a vacuumed clone of the changed
 * base. The undo at once follows the change of the last run directly.
 */
export async function measureField(bench: Bench, measuring: Measuring): Promise<MeasuredField> {
  const { server, report, options } = bench
  const { base, rows, one } = measuring
  const before = await server.withDatabase(base, tableHash)
  const run = (template: string, work: (pool: Pool) => Promise<void>) =>
    onClone(bench, { template, name: 'field_run' }, work)
  const times = { ours: [] as number[], floor: [] as number[], texts: [] as number[], undo: [] as number[] }
  const changeSet = await makeChanged(bench, measuring)
  let hot = Number.NaN
  let undoHot = Number.NaN
  let undoAtOnce = Number.NaN
  for (let round = 1; round <= options.runs; round++) {
    await run(base, async (pool) => {
      const value = await one.value(pool)
      const { result, seconds } = await timed(() => bareUpdate(pool, one, value))
      report.check(`${one.fieldKey}: rows of the bare UPDATE`, result, rows)
      times.floor.push(seconds)
    })
    if (one.isSearched) {
      await run(base, async (pool) => {
        const value = await one.value(pool)
        times.texts.push((await timed(() => bareUpdateWithTexts(pool, one, value))).seconds)
      })
    }
    await run(base, async (pool) => {
      const value = await one.value(pool)
      bench.statements?.clear()
      times.ours.push(await inPhase(bench, 'change', async () => (await timed(() => change(pool, one, value))).seconds))
    })
    hot = await hotShare(server, 'field_run', 'company')
    if (round === options.runs) undoAtOnce = await server.withDatabase('field_run', (pool) => timeUndo(pool, changeSet))
    await run('field_changed', async (pool) => {
      times.undo.push(await inPhase(bench, 'undo', () => timeUndo(pool, changeSet)))
      if (round === options.runs)
        report.check(`${one.fieldKey}: the undo gives the tables back`, await tableHash(pool), before)
    })
    undoHot = await hotShare(server, 'field_run', 'company')
  }
  await server.drop('field_changed')
  await server.drop('field_run')
  return {
    ours: median(times.ours),
    floor: median(times.floor),
    floorWithTexts: one.isSearched ? median(times.texts) : undefined,
    undo: median(times.undo),
    undoAtOnce,
    hot,
    undoHot,
  }
}

/** `field_changed`: the base after the change, vacuumed, for undos; its change set. */
async function makeChanged({ server, report }: Bench, { base, rows, one }: Measuring): Promise<number> {
  await server.clone(base, 'field_changed')
  return server.withDatabase('field_changed', async (pool) => {
    const { changeSet, fields } = await change(pool, one, await one.value(pool))
    report.check(`${one.fieldKey}: cells changed`, fields[`company.${one.fieldKey}`], rows)
    await quietNight(pool)
    return changeSet!
  })
}

async function timeUndo(pool: Pool, changeSet: number): Promise<number> {
  await checkpoint(pool)
  return (await timed(() => undo(pool, changeSet))).seconds
}

/** What a journal does: plan, apply, drop the plan, in one transaction. */
function change(pool: Pool, one: FieldCase, value: Sql) {
  return inTransaction(pool, async (client) => {
    await client.query(`set local work_mem = '256MB'`)
    const table = await planFieldChange(client, {
      entity: 'company',
      field: fieldOf('company', one.fieldKey),
      value,
      where: isVisible('company', 'r', actor),
      bulkName: 'bench_field',
    })
    const plan = { tables: [table], isInteractive: false }
    const applied = await applyChanges(client, { actor, plan, head: { kind: 'journal' } })
    await execute(client, sql`drop table ${planTable(table)}`)
    return applied
  })
}

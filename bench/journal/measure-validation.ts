import type { Pool } from 'pg'
import { getJournal } from '../../src/server/journals/find-journal.ts'
import { previewJournal } from '../../src/server/journals/preview-journal.ts'
import { tableHash } from '../../test/table-hash.ts'
import type { Bench } from '../measure/bench.ts'
import { checkpoint } from '../measure/checkpoint.ts'
import { inPhase, onClone } from '../measure/on-clone.ts'
import { printStatements } from '../measure/print-statements.ts'
import { median } from '../measure/quantile.ts'
import { quietNight } from '../measure/quiet-night.ts'
import { timed } from '../measure/timed.ts'
import { undo } from '../measure/undo.ts'
import { actor, makeJournal, validate } from './bench-journal.ts'
import type { JournalCase } from './journal-case.ts'

type Measuring = { base: string; one: JournalCase }

/**
 * A journal of all companies: its preview, its validation, and its undo on a vacuumed copy, each beside the bare UPDATE
 * of the same column of the same companies.
 */
export async function measureValidation(bench: Bench, { base, one }: Measuring): Promise<void> {
  const { server, report, options } = bench
  const [prepared, validated] = ['journal_prepared', 'journal_validated']
  const before = await server.withDatabase(base, tableHash)
  const { number, rows } = await prepare(bench, { base, one })
  const changeSet = await validateOnce(bench, { number, rows, one })
  const times = { floor: [] as number[], preview: [] as number[], validate: [] as number[], undo: [] as number[] }
  const run = (template: string, work: (pool: Pool) => Promise<void>) =>
    onClone(bench, { template, name: 'journal_run' }, work)
  for (let round = 1; round <= options.runs; round++) {
    await run(base, async (pool) => {
      const { result, seconds } = await timed(() => one.floor(pool))
      report.check(`${one.field}: rows of the bare UPDATE`, result, rows)
      times.floor.push(seconds)
    })
    bench.statements?.clear()
    await run(prepared, async (pool) => {
      const { result, seconds } = await inPhase(bench, 'preview', () =>
        timed(() => previewJournal(pool, actor, number)),
      )
      report.check(`${one.field}: previewed`, [result.targets, result.change, result.refused], [rows, rows, 0])
      times.preview.push(seconds)
      await checkpoint(pool)
      const done = await inPhase(bench, 'validate', () => timed(() => validate(pool, number)))
      report.check(`${one.field}: validated`, done.result.fields[`company.${one.field}`], rows)
      times.validate.push(done.seconds)
    })
    await run(validated, async (pool) => {
      times.undo.push((await inPhase(bench, 'undo', () => timed(() => undo(pool, changeSet)))).seconds)
      if (round === options.runs)
        report.check(`${one.field}: the undo gives the tables back`, await tableHash(pool), before)
    })
  }
  for (const name of [prepared, validated, 'journal_run']) await server.drop(name)
  const floor = median(times.floor)
  const add = (what: string, seconds: number[], limits: { limit: number; aim?: number | undefined }) =>
    report.add({
      scenario: 'journal',
      what: `${one.field}: ${what} / ${one.floorName}`,
      rows,
      ours: median(seconds),
      floor,
      ...limits,
    })
  const { limits } = one
  add('previewed', times.preview, { limit: 1 })
  add('validated', times.validate, { limit: limits.validate, aim: limits.validateAim })
  add('undone', times.undo, { limit: limits.undo })
  if (bench.statements) await printStatements(bench, `journal: ${one.what}`)
}

/** `journal_prepared`: the base with a draft of all companies; its number, and how many they are. */
async function prepare({ server }: Bench, { base, one }: Measuring): Promise<{ number: number; rows: number }> {
  await server.clone(base, 'journal_prepared')
  return server.withDatabase('journal_prepared', async (pool) => {
    const number = await makeJournal(pool, await one.header(pool), await one.targets(pool))
    await quietNight(pool)
    return { number, rows: (await getJournal(pool, actor, number)).targets }
  })
}

/** `journal_validated`: the same after its validation, vacuumed, for undos; its change set. */
async function validateOnce(
  { server, report }: Bench,
  { number, rows, one }: { number: number; rows: number; one: JournalCase },
): Promise<number> {
  await server.clone('journal_prepared', 'journal_validated')
  return server.withDatabase('journal_validated', async (pool) => {
    const { changeSet, counts } = await validate(pool, number)
    report.check(`${one.field}: changed`, counts.change, rows)
    await quietNight(pool)
    return changeSet ?? 0
  })
}

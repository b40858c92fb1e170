/**
 * `npm run bench`: the real engine on a PostgreSQL of its own, with production's settings, each figure beside the
 * least that PostgreSQL could take for the same work. Asserts no times; fails when a result is wrong.
 */
import { writeFile } from 'node:fs/promises'
import { childrenLayout, companyLayout } from './data/layouts.ts'
import { duplicateScenario } from './duplicates/duplicate-scenario.ts'
import { fieldScenario } from './field/field-scenario.ts'
import { journalScenario } from './journal/journal-scenario.ts'
import { importScenario } from './import/import-scenario.ts'
import { loadBase } from './import/load-base.ts'
import type { Bench } from './measure/bench.ts'
import { startBenchServer } from './measure/bench-server.ts'
import { machine } from './measure/machine.ts'
import { Report } from './measure/report.ts'
import { statementLog } from './measure/statement-log.ts'
import { readScenario, smallBase } from './read/read-scenario.ts'
import { roundTripScenario } from './roundtrip/round-trip-scenario.ts'
import { readOptions, usage, type Options } from './options.ts'

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${usage}`)
  process.exitCode = 2
}

async function main(options: Options): Promise<number> {
  const server = await startBenchServer({ withPlans: options.plans !== undefined })
  const report = new Report()
  const bench: Bench = { server, report, options, ...(options.explain ? { statements: statementLog() } : {}) }
  const about = machine(server.version)
  report.note(
    Object.entries(about)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().finally(() => process.exit(130)))
  }
  try {
    await measure(bench)
  } finally {
    await server.stop()
  }
  report.note(
    `\nMost memory of this process, generating files included: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
  if (options.json)
    await writeFile(
      options.json,
      JSON.stringify(
        {
          machine: about,
          options: { ...options, only: [...options.only] },
          figures: report.figures,
          failures: report.failures,
        },
        null,
        2,
      ),
    )
  report.note(
    report.failures.length === 0
      ? 'All results are right.'
      : `${report.failures.length} results are WRONG:\n${report.failures.join('\n')}`,
  )
  return report.failures.length === 0 ? 0 : 1
}

async function measure(bench: Bench): Promise<void> {
  const { only, rows, withTenth } = bench.options
  if (only.has('import')) await importScenario(bench, companyLayout)
  if (only.has('children')) await importScenario(bench, childrenLayout)
  if (only.has('field')) await fieldScenario(bench, await loadBase(bench, companyLayout, rows))
  if (only.has('duplicates')) await duplicateScenario(bench)
  if (only.has('journal')) await journalScenario(bench, await loadBase(bench, companyLayout, rows))
  if (only.has('roundtrip')) await roundTripScenario(bench)
  if (only.has('read')) {
    const small = withTenth ? await readScenario(bench, await loadBase(bench, childrenLayout, smallBase)) : undefined
    await readScenario(bench, await loadBase(bench, childrenLayout, rows), small)
  }
}

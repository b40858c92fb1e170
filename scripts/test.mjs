/**
 * `npm test`: everything that must hold, on a machine with nothing but Node. Every step runs, whatever the others did.
 * The last line is `N passed, N failed`: each test is one, and so is each of format, lint, types and build.
 */
import './check-node.mjs'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { installChromium } from './install-chromium.mjs'
import { npm, root, tool } from './run.mjs'

const results = join(root, 'test-results')
const total = { passed: 0, failed: 0 }

await install({ withTools: true })
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await step('format', async () => one((await npm(['run', '--silent', 'format:check'])) === 0))
await step('lint', async () => one((await npm(['run', '--silent', 'lint'])) === 0))
await step('types', async () => one((await npm(['run', '--silent', 'types'])) === 0))
await step('tests of the code and of the database', runVitest)
const isBuilt = await step('build', async () => one(await build()))
await step('smoke test on Node 24', () => (isBuilt.failed ? one(false) : runSmoke()))
await step('browser stories', () => (isBuilt.failed ? skipBrowser('the build failed') : runPlaywright()))

process.exitCode = total.failed > 0 ? 1 : 0
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)

async function step(name, action) {
  process.stdout.write(`\n── ${name}\n`)
  const startedAt = Date.now()
  const counts = await action()
  total.passed += counts.passed
  total.failed += counts.failed
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`── ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`)
  return counts
}

function one(isGood) {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function runVitest() {
  const file = join(results, 'vitest.json')
  const code = await tool('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`])
  const report = readReport(file)
  // A file that cannot be loaded has no tests to count.
  const unloaded = report?.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  const failed = (report?.numFailedTests ?? 0) + (unloaded?.length ?? 0)
  return { passed: report?.numPassedTests ?? 0, failed: atLeastOne(failed, code) }
}

/** The whole suite runs on the machine's own Node; this says that the built application works on the recommended one. */
async function runSmoke() {
  const onNode24 = ['exec', '--yes', '--package', 'node@24', '--', 'node', join(root, 'scripts/smoke.mjs')]
  return one((await npm(onNode24)) === 0)
}

async function runPlaywright() {
  const chromium = await installChromium()
  if (!chromium)
    return skipBrowser('no Chromium can be had: install one, or name one in RAFALE_CHROMIUM, and run again')
  const file = join(results, 'playwright.json')
  const env = { ...process.env, RAFALE_CHROMIUM: chromium }
  const code = await tool('playwright', ['test', '--pass-with-no-tests'], { env })
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(file)?.stats ?? {}
  return { passed: expected + flaky, failed: atLeastOne(unexpected, code) }
}

/** Loud, and on a build machine a failure: stories nobody ran must not look as if they held. */
function skipBrowser(reason) {
  process.stdout.write(`\n!!! THE BROWSER STORIES WERE NOT RUN: ${reason}.\n\n`)
  return { passed: 0, failed: process.env.CI === 'true' ? 1 : 0 }
}

function atLeastOne(failed, code) {
  return failed === 0 && code !== 0 ? 1 : failed
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

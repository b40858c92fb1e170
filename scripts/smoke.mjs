/**
 * The built Rafale works on the Node that runs this file: it starts, is ready, imports a file on the command line and
 * takes the import back. `npm test` runs it on Node 24 beside the suite on the machine's own Node. Exit 0 when it does.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

const directory = mkdtempSync(join(tmpdir(), 'rafale-smoke-'))
// PostgreSQL runs as another account when we are root: it must be able to reach its directory.
chmodSync(directory, 0o755)
const env = { ...process.env, RAFALE_DATA_DIR: join(directory, 'data'), PORT: '0', RAFALE_LOG_LEVEL: 'warn' }
const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
})

try {
  const url = await addressOf(server)
  const ready = await fetch(`${url}/readyz`)
  if (!ready.ok) throw new Error(`/readyz answered ${ready.status}`)
  const file = join(directory, 'clients.csv')
  writeFileSync(file, 'Code client;Nom;Ville\n00123;Aprool;Nantes\n00124;Blou;Rezé\n')
  const imported = rafale('import', file, '--json')
  if (imported.create !== 2 || imported.refused !== 0) throw new Error(`import: ${JSON.stringify(imported)}`)
  rafale('undo', String(imported.changeSet), '--json')
  const again = rafale('import', file, '--dry-run', '--json')
  if (again.create !== 2) throw new Error(`after the undo: ${JSON.stringify(again)}`)
  process.stdout.write(`Rafale works on Node ${process.versions.node}\n`)
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(directory, { recursive: true, force: true })
}

function rafale(...args) {
  return JSON.parse(execFileSync(process.execPath, [join(root, 'bin/rafale.mjs'), ...args], { env, encoding: 'utf8' }))
}

/** What the server prints when it is ready. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
    child.stdout.on('data', (bytes) => {
      printed += bytes
      const url = /ready: (http:\S+)/.exec(printed)?.[1]
      if (url) resolve(url)
    })
  })
}

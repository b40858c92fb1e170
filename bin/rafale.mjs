#!/usr/bin/env node
import '../scripts/check-node.mjs'
import { existsSync } from 'node:fs'

const main = new URL('../dist/cli/main.js', import.meta.url)

if (existsSync(main)) await import(main.href)
else {
  process.stderr.write(
    'Rafale is not built yet. Run "npm ci" and "npm run build" in its directory, or "npm start" once.\n',
  )
  process.exitCode = 1
}

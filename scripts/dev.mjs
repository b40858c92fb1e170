/** `npm run dev`: the server, started again at each change, and the web application with hot reload, which calls it. */
import './check-node.mjs'
import { install } from './install.mjs'
import { tool } from './run.mjs'

await install({ withTools: true })
const ending = new AbortController()
const env = { ...process.env, NODE_ENV: 'development' }
process.on('SIGINT', () => undefined) // The terminal sends it to both children too; we wait for them.
process.on('SIGTERM', () => ending.abort())
const codes = await Promise.all([
  tool('tsx', ['watch', '--clear-screen=false', 'src/server/main.ts', ...process.argv.slice(2)], {
    env,
    signal: ending.signal,
  }),
  tool('vite', ['--clearScreen', 'false'], { env, signal: ending.signal }),
])
process.exitCode = Math.max(...codes)

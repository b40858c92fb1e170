/** `npm run dev`: the server, started again at each change, and the web application with hot reload, which calls it. */
import './check-node.mjs'
import { install } from './install.mjs'
import { tool } from './run.mjs'

await install({ withTools: true })
const env = { ...process.env, NODE_ENV: 'development' }
process.on('SIGINT', () => undefined) // Both children get it too; we wait for them.
const codes = await Promise.all([
  tool('tsx', ['watch', '--clear-screen=false', 'src/server/main.ts', ...process.argv.slice(2)], { env }),
  tool('vite', ['--clearScreen', 'false'], { env }),
])
process.exitCode = Math.max(...codes)

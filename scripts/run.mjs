import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program from the root of the checkout, its output shown; the exit code, 1 when it was killed or cannot be run. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (error) => {
      if (error.name !== 'AbortError') process.stderr.write(`${command}: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Runs npm; the one that started us, so that it is found on every system. */
export function npm(args, options) {
  const script = process.env.npm_execpath
  return script ? run(process.execPath, [script, ...args], options) : run('npm', args, options)
}

/** Runs the program of a development package. */
export function tool(name, args, options) {
  const shell = process.platform === 'win32'
  return run(fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)), args, { shell, ...options })
}

/** `rafale`: the command line, in this process and on the same database as the server. */
import { runCommandLine } from './run-command-line.ts'

process.exitCode = await runCommandLine(process.argv.slice(2))

/** `npm start` and `rafale serve`: Rafale by the settings of the environment, until it is told to end. */
import { pino } from 'pino'
import { ConfigError, readConfig } from './platform/config.ts'
import { DatabaseError } from './platform/database/check-server.ts'
import { PostgresStartError } from './platform/postgres/postgres-start-error.ts'
import { serve } from './serve.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

try {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, redact: ['req.headers', 'password', '*.password'] }, pino.destination(2))
  const running = await serve(config, log)
  if (running.isFirstStart) {
    say(
      config.databaseUrl
        ? 'The data is kept in the database of DATABASE_URL.'
        : `The data is kept in ${config.dataDir}.`,
    )
  }
  say(running.url ? `Rafale is ready: ${running.url}` : 'Rafale is ready: this process does the jobs.')
  endOnSignal(async () => {
    await running.stop()
    log.info('Rafale has stopped')
  })
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

/** The first signal ends what is under way in order, the second at once. */
function endOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${explain(error)}\n`)
          process.exit(1)
        },
      )
    })
  }
}

/** A refusal that says what to do, as it is; anything else with where it came from. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseError || error instanceof PostgresStartError) {
    return error.message
  }
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return `${message}. Another program, or another Rafale, has that port; set PORT to a free one.`
  return stack ?? String(error)
}

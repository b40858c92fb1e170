/**
 * Runs Rafale in this process. Steps: open the database, bring its tables up to date, put in what an installation starts
 * with, then answer requests and do jobs, or one of the two, as RAFALE_ROLE says.
 */
import type { Logger } from 'pino'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database/open-database.ts'
import type { Services } from './platform/services.ts'
import { createServer } from './platform/http/create-server.ts'
import { workerSetup } from './jobs/worker-setup.ts'
import { followCustomFields } from './custom-fields/follow-custom-fields.ts'
import { startWorker } from './platform/jobs/start-worker.ts'
import { routes } from './routes.ts'
import { prepareDatabase } from './prepare-database.ts'
import { openSecrets } from './platform/secrets/secrets.ts'
import { settleSecrets } from './secrets/settle-secrets.ts'

export type Running = {
  /** Where to open it; undefined for a worker. */
  url: string | undefined
  /** Nothing had been stored here before. */
  isFirstStart: boolean
  /** Answers what is under way, then leaves the database. */
  stop(): Promise<void>
}

/** Rafale is up; throws an error that says what to do when it cannot be, with all it had opened closed again. */
export async function serve(config: Config, log: Logger): Promise<Running> {
  const database = await openDatabase(config, log)
  const closing: (() => Promise<unknown>)[] = [() => database.close()]
  const stop = async () => {
    for (const close of closing.splice(0).toReversed()) await close()
  }
  try {
    const isFirstStart = await prepareDatabase(database.pool)
    const { pool, connection } = database
    const services: Services = { config, pool, connection, log, secrets: openSecrets(config) }
    await settleSecrets(services)
    const following = await followCustomFields(services)
    closing.push(() => following.stop())
    const isWeb = config.role !== 'worker'
    const server = isWeb ? await createServer(services, { routes }) : undefined
    if (server) closing.push(() => server.close())
    if (config.role !== 'web') {
      const worker = await startWorker(workerSetup(services))
      closing.push(() => worker.stop())
    }
    return { url: server && (await listen(server, config)), isFirstStart, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(server: FastifyInstance, { host, port, publicUrl }: Config): Promise<string> {
  await server.listen({ host, port })
  const { port: taken } = server.server.address() as AddressInfo
  const isEverywhere = host === '0.0.0.0' || host === '::'
  return publicUrl ?? `http://${isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${taken}`
}

import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Pool } from 'pg'
import type { Endpoint } from '../src/shared/contract/endpoint.ts'
import { readConfig, type Environment } from '../src/server/platform/config.ts'
import { createServer, type ServerOptions } from '../src/server/platform/http/create-server.ts'
import type { Problem } from '../src/server/platform/http/problem.ts'
import type { Services } from '../src/server/platform/services.ts'
import { openSecrets } from '../src/server/platform/secrets/secrets.ts'
import { prepareDatabase } from '../src/server/prepare-database.ts'
import { routes } from '../src/server/routes.ts'
import { settleSecrets } from '../src/server/secrets/settle-secrets.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { testSecretKey } from './secret-key.ts'
import { silentLog } from './silent-log.ts'

export type TestServer = {
  server: FastifyInstance
  pool: Pool
  services: Services
  database: TestDatabase
  close(): Promise<void>
}

/** The whole HTTP server on a seeded database of its own, called without a network. */
export async function testServer(env: Environment = {}, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  return serverOn(await testDatabase(), env, options)
}

/** The same on a database that is there. */
export async function serverOn(
  database: TestDatabase,
  env: Environment = {},
  { log = silentLog, ...options }: Partial<ServerOptions> & { log?: Services['log'] } = {},
): Promise<TestServer> {
  const { pool, connection } = database
  await prepareDatabase(pool)
  const config = readConfig({ RAFALE_SECRET_KEY: testSecretKey, ...env })
  const services: Services = { config, pool, connection, log, secrets: openSecrets(config) }
  await settleSecrets(services)
  const server = await createServer(services, { routes, ...options })
  return { server, pool, services, database, close }

  async function close(): Promise<void> {
    await server.close()
    await database.close()
  }
}

type Input<P, Q, B> = { params?: P; query?: { [Name in keyof Q]?: unknown }; body?: B }

export type Answer<R> = { status: number; result: R; problem: Problem; headers: Record<string, unknown> }

/** A client of a server, with whatever headers say who it is. */
export type Client = {
  <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input?: Input<P, Q, B>): Promise<Answer<R>>
  headers: Record<string, string>
}

/** Calls endpoints of the contract by HTTP; `result` is the answer when it is a good one, `problem` when it is not. */
export function client({ server }: TestServer, headers: Record<string, string> = {}): Client {
  const call = async <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, input: Input<P, Q, B> = {}): Promise<Answer<R>> => {
    const answer = await server.inject({
      method: endpoint.method as InjectOptions['method'] & string,
      url: urlOf(endpoint.path, input),
      headers,
      ...(input.body === undefined ? {} : { payload: input.body as object }),
    })
    const isJson = /json/.test(String(answer.headers['content-type']))
    const body = (isJson ? answer.json() : answer.body) as R & Problem
    return { status: answer.statusCode, result: body, problem: body, headers: answer.headers }
  }
  return Object.assign(call, { headers })
}

function urlOf(path: string, { params, query }: { params?: unknown; query?: object }): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    String((params as Record<string, unknown> | undefined)?.[name] ?? '1'),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

/**
 * The HTTP server: the API of the contract, its description, health and metrics, and the built web application.
 * For each request, in this order: headers, the caller, the guard against other sites, the right, the input, the handler.
 */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { fastify, type FastifyError, type FastifyInstance } from 'fastify'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Caller } from '../auth/caller.ts'
import { loadCaller } from '../auth/load-caller.ts'
import { answerError } from './answer-error.ts'
import type { Services } from '../services.ts'
import { guardOrigin } from './guard-origin.ts'
import { healthRoutes } from './health-routes.ts'
import type { Implementation } from './implement.ts'
import { openApiRoute } from './open-api-route.ts'
import { registerEndpoint } from './register-endpoint.ts'
import { securityHeaders } from './security-headers.ts'
import { isPage, serveWeb } from './serve-web.ts'
import { readSessionCookie, setSessionCookie } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

const megabyte = 1024 * 1024

/** Requests a minute from one address to one process; a page of the application makes a handful. */
const usualRate = 3000

export type ServerOptions = { routes: readonly Implementation[]; requestsPerMinute?: number }

/** A server that is ready to listen; `close` ends it once the requests under way are answered. */
export async function createServer(services: Services, options: ServerOptions): Promise<FastifyInstance> {
  const { config, log } = services
  const server = fastify({
    loggerInstance: log.child({}, { level: config.logLevel === 'info' ? 'warn' : config.logLevel }),
    trustProxy: config.trustProxy,
    bodyLimit: 4 * megabyte,
    // A filter travels in the address.
    http: { maxHeaderSize: 64 * 1024 },
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  }) as unknown as FastifyInstance
  readJsonOnly(server)
  server.setErrorHandler<FastifyError>((error, request, reply) => answerError(services, error, request, reply))

  await server.register(helmet, securityHeaders(config.publicUrl?.startsWith('https:') ?? false))
  await server.register(cookie)
  await server.register(multipart, {
    limits: { fileSize: config.maxUploadMb * megabyte, files: 1, fields: 20, fieldSize: 100_000 },
  })
  await server.register(rateLimit, {
    global: false,
    max: options.requestsPerMinute ?? usualRate,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) =>
      new RafaleError('too-many-requests', { seconds: Math.ceil(ttl / 1000) }),
  })
  server.addHook('onRequest', server.rateLimit())
  recogniseCallers(server, services)
  for (const route of options.routes) registerEndpoint(server, services, route)
  openApiRoute(server)
  healthRoutes(server, services)
  const isWebBuilt = await serveWeb(server)
  answerTheRest(server, isWebBuilt)
  return server
}

/** Bodies are JSON; an empty one is none, whatever its type says. */
function readJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}

/** `request.caller` is who makes the request; what another site's page asks to change is refused. */
function recogniseCallers(server: FastifyInstance, { pool, config }: Services): void {
  server.decorateRequest('caller', null)
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/') && !request.url.startsWith('/metrics')) return
    guardOrigin(request, config.publicUrl)
    const sessionToken = readSessionCookie(request)
    request.caller = await loadCaller(pool, { sessionToken, authorization: request.headers.authorization })
    if (request.caller?.isCookieStale && sessionToken) setSessionCookie(reply, config, sessionToken)
  })
}

/** Addresses of the application are answered by its page, which shows what they name; others are not found. */
function answerTheRest(server: FastifyInstance, isWebBuilt: boolean): void {
  server.setNotFoundHandler(async (request, reply) => {
    const isOurs = !request.url.startsWith('/api/') && isPage(request.method, request.headers.accept)
    if (!isOurs) throw new RafaleError('not-found')
    if (isWebBuilt) return reply.sendFile('index.html')
    return reply.status(503).type('text/plain').send('The web application is not built: run "npm run build".\n')
  })
}

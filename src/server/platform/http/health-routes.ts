import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Services } from '../services.ts'

/** `/healthz` (the process lives), `/readyz` (the database answers), `/metrics` for Prometheus. */
export function healthRoutes(server: FastifyInstance, { pool }: Services): void {
  server.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))

  server.get('/readyz', async (_request, reply) => {
    const isReady = await pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: isReady })
  })

  const metrics = measure(server)
  server.get('/metrics', async (request, reply) => {
    if (!isFromHere(request) && !request.caller?.rights.has('administration')) throw new RafaleError('not-found')
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}

/** From this machine, and not handed on by a proxy on it. */
const isFromHere = ({ ip, headers }: FastifyRequest) =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip) && !headers['x-forwarded-for'] && !headers.forwarded

/** Times every request by its route, so that ids do not make a series each. */
function measure(server: FastifyInstance): Registry {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'rafale_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [register],
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  return register
}

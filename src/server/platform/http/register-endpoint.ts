import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Gate } from '../../../shared/contract/endpoint.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { rights } from '../../../shared/rights.ts'
import type { Caller } from '../auth/caller.ts'
import type { Services } from '../services.ts'
import { readInput } from './read-input.ts'
import type { Implementation, StreamAnswer } from './implement.ts'

/** Answers are held against the contract where a mismatch is our fault to find: doing it always costs 3.8 × throughput. */
const isChecked = process.env['NODE_ENV'] !== 'production'

/** The endpoint answers at its path: right first, then parameters, query and body as its schemas say, then the handler. */
export function registerEndpoint(
  server: FastifyInstance,
  services: Services,
  { endpoint, handle }: Implementation,
): void {
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: false,
    onRequest: async (request) => demandGate(request.caller, endpoint),
    handler: async (request, reply) => {
      const input = {
        params: readInput(endpoint.params, request.params, 'path'),
        query: readInput(endpoint.query, request.query, 'query'),
        body: endpoint.consumes ? undefined : readInput(endpoint.body, request.body, 'body'),
      }
      const result = await handle({ ...services, ...input, actor: request.caller, request, reply })
      if (endpoint.produces) return sendStream(reply, result as StreamAnswer)
      if (isChecked) endpoint.result.parse(result)
      return reply.header('cache-control', 'no-store').send(result)
    },
  })
}

function demandGate(caller: Caller | null, endpoint: { right: Gate; isOpenWithoutFactor?: true }): void {
  const gate = endpoint.right
  if (gate === 'public') return
  if (!caller) throw new RafaleError('signed-out')
  if (caller.isFactorMissing && !endpoint.isOpenWithoutFactor) throw new RafaleError('second-factor-required')
  if (gate !== 'signed-in' && !caller.rights.has(gate)) {
    throw new RafaleError('right-missing', { right: rights[gate][caller.language] })
  }
}

function sendStream(reply: FastifyReply, { type, stream, fileName, isImmutable }: StreamAnswer) {
  const caching = isImmutable ? 'private, max-age=31536000, immutable' : 'no-store'
  void reply.header('content-type', type).header('cache-control', caching)
  // A proxy that collects events before passing them on would make a stream of them useless.
  if (type === 'text/event-stream') void reply.header('x-accel-buffering', 'no')
  if (fileName) {
    const plain = fileName.replace(/[^\w. -]/g, '_')
    const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
    void reply.header('content-disposition', disposition)
  }
  reply.raw.once('close', () => stream.destroy())
  return reply.send(stream)
}

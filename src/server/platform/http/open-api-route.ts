import type { FastifyInstance } from 'fastify'
import { endpoints } from '../../../shared/contract/endpoints.ts'
import { examples } from '../../../shared/contract/examples/examples.ts'
import { version } from '../version.ts'
import { openApi } from './open-api.ts'

/** `/api/openapi.json` describes the API to whoever asks. */
export function openApiRoute(server: FastifyInstance): void {
  const document = JSON.stringify(openApi(endpoints, { version, examples }))
  server.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document))
}

import { z } from 'zod'
import { errorTable, type ErrorCode } from '../../../shared/errors/error-table.ts'
import { errorText } from '../../../shared/errors/rafale-error.ts'
import { rights } from '../../../shared/rights.ts'
import type { Example } from '../../../shared/contract/examples/example.ts'
import type { AnyEndpoint } from './implement.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of endpoints, with examples by their ids. */
export function openApi(
  endpoints: readonly AnyEndpoint[],
  { version, examples }: { version: string; examples: ReadonlyMap<string, Example> },
): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint, examples.get(endpoint.id)) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rafale',
      version,
      description: 'The API that the web application uses: all that it does, a program can.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'rafale_session' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of a user, with his rights: `rfl_…`' },
      },
    },
  }
}

function operationOf(endpoint: AnyEndpoint, example: Example | undefined): Json {
  const { right } = endpoint
  const { params, query, body, result } = example ?? {}
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[3]],
    ...(right === 'public' ? { security: [] } : { security: [{ session: [] }, { apiKey: [] }] }),
    ...(right in rights ? { 'x-right': right } : {}),
    parameters: [...parametersOf(endpoint.params, 'path', params), ...parametersOf(endpoint.query, 'query', query)],
    ...bodyOf(endpoint, body),
    responses: { 200: { description: 'Done', content: resultOf(endpoint, result) }, ...refusalsOf(endpoint) },
  }
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json
  return rest
}

/** `example` of what is said, when there is something to say. */
const withExample = (example: unknown): Json => (example === undefined ? {} : { example })

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', example: Json = {}): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
    ...withExample(example[name]),
  }))
}

function bodyOf({ body, form, consumes }: AnyEndpoint, example: unknown): Json {
  const schema = consumes ? form : body
  if (!schema) return {}
  const type = consumes ? 'multipart/form-data' : 'application/json'
  const content = { [type]: { schema: schemaOf(schema, 'input'), ...withExample(example) } }
  return { requestBody: { required: true, content } }
}

function resultOf({ produces, result }: AnyEndpoint, example: unknown): Json {
  if (produces === 'file') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  const type = produces === 'events' ? 'text/event-stream' : 'application/json'
  return { [type]: { schema: schemaOf(result, 'output'), ...withExample(example) } }
}

/** The refusals of an endpoint by status: those it names, and those that its gate and its input bring. */
function refusalsOf({ right, errors = [], params, query, body }: AnyEndpoint): Json {
  const codes = new Set<ErrorCode>(errors)
  if (params || query || body) codes.add('invalid-request')
  if (right !== 'public') codes.add('signed-out')
  if (right in rights) codes.add('right-missing')
  const sorted = [...codes].sort()
  const statuses = new Set(sorted.map((code) => errorTable[code].status))
  return Object.fromEntries(
    [...statuses].map((status) => {
      const refusals = sorted.filter((code) => errorTable[code].status === status)
      const description = refusals.map((code) => `\`${code}\`: ${errorText(code, {}, 'en')}`).join('\n\n')
      return [status, { description, content: { 'application/problem+json': { schema: problem } } }]
    }),
  )
}

const problem = { $ref: '#/components/schemas/Problem' }

const problemSchema = {
  type: 'object',
  description: 'A refusal (RFC 9457). `code` is one of docs/errors.md; `faults` lists what is wrong with which field.',
  required: ['type', 'title', 'status', 'detail', 'code', 'params', 'instance'],
  properties: {
    type: { type: 'string', examples: ['urn:rafale:error:edit-refused'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'In the language of the user, or of Accept-Language' },
    code: { type: 'string', enum: Object.keys(errorTable) },
    params: { type: 'object' },
    instance: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: ['string', 'null'], examples: ['name', 'address.0.city'] },
          entity: { type: 'string' },
          recordId: { type: 'integer' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Services } from '../services.ts'
import { problemOf } from './problem.ts'
import { requestLanguage } from './request-language.ts'

/**
 * The request is answered by a problem document. An error that nobody foresaw is logged with a random reference, and
 * that reference is all the answer says of it.
 */
export function answerError(
  { config }: Services,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const known = knownError(error, config.maxUploadMb)
  const refusal = known ?? unforeseen(error, request)
  const problem = problemOf(refusal, request.url.split('?')[0] ?? '', requestLanguage(request))
  void reply
    .status(refusal.status)
    .headers(refusal.params['seconds'] === undefined ? {} : { 'retry-after': refusal.params['seconds'] })
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(problem)
}

function unforeseen(error: FastifyError, request: FastifyRequest): RafaleError {
  const reference = randomBytes(6).toString('hex')
  request.log.error({ err: error, reference, method: request.method, url: request.url }, 'Unexpected error')
  return new RafaleError('internal', { reference })
}

/** The error as one of the table: ours as it is, the ones of Fastify and its plugins by what they mean. */
function knownError(error: FastifyError, maxUploadMb: number): RafaleError | undefined {
  if (error instanceof RafaleError) return error
  switch (error.code) {
    case 'FST_REQ_FILE_TOO_LARGE':
      return new RafaleError('upload-too-large', { max: maxUploadMb })
    default: {
      const { statusCode } = error
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? new RafaleError('invalid-request', { detail: error.message })
        : undefined
    }
  }
}

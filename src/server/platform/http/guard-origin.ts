import type { FastifyRequest } from 'fastify'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Throws 'cross-site' for a request that could change something and that a page of another site made: browsers say so in
 * Sec-Fetch-Site, older ones in Origin; programs send neither. The cookie is SameSite=Lax besides.
 */
export function guardOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (safeMethods.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new RafaleError('cross-site')
    return
  }
  const { origin } = request.headers
  if (origin === undefined || (publicUrl && origin === new URL(publicUrl).origin)) return
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  if (host === undefined || host !== request.host) throw new RafaleError('cross-site')
}

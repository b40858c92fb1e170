import type { FastifyRequest } from 'fastify'
import type { Language } from '../../../shared/errors/rafale-error.ts'

/** The language to answer in: the user’s, else what the browser asks for, else French. */
export function requestLanguage(request: Pick<FastifyRequest, 'headers' | 'caller'>): Language {
  const asked = preferred(request.headers['accept-language'])
  return request.caller?.language ?? asked ?? 'fr'
}

/** The first of our languages in an Accept-Language header, the heaviest first. */
function preferred(header: string | undefined): Language | undefined {
  const ranges = (header ?? '').split(',').map((range) => {
    const [tag = '', quality] = range.trim().split(';q=')
    return { tag: tag.slice(0, 2).toLowerCase(), weight: quality === undefined ? 1 : Number(quality) }
  })
  const ours = ranges.filter(({ tag, weight }) => (tag === 'fr' || tag === 'en') && weight > 0)
  return ours.sort((a, b) => b.weight - a.weight)[0]?.tag as Language | undefined
}

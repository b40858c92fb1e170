import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const name = 'rafale_sign_on'

const attributes = (config: Config) => ({
  path: '/api/v1/sign-on',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.publicUrl?.startsWith('https:') ?? false,
})

/** What a sign-in at the provider began with, kept by the browser that began it, for ten minutes. */
export function setAttemptCookie(reply: FastifyReply, config: Config, attempt: string): void {
  void reply.setCookie(name, attempt, { ...attributes(config), maxAge: 600 })
}

export const readAttemptCookie = (request: FastifyRequest): string | undefined => request.cookies[name]

export function clearAttemptCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(name, attributes(config))
}

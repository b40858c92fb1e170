import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { sessionDays } from '../auth/session.ts'

const name = 'rafale_session'

const attributes = (config: Config) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.publicUrl?.startsWith('https:') ?? false,
})

export const readSessionCookie = (request: FastifyRequest): string | undefined => request.cookies[name]

/** The browser keeps the token for as long as the session lasts. */
export function setSessionCookie(reply: FastifyReply, config: Config, token: string): void {
  void reply.setCookie(name, token, { ...attributes(config), maxAge: sessionDays * 86_400 })
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(name, attributes(config))
}

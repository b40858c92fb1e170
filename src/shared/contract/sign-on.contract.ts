import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { sessionState } from './session.contract.ts'

/** Single sign-on of the company by OpenID Connect (AC-7). */

export const signOnSettings = z.object({
  /** Where the provider describes itself; http only on this machine. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)[:/]?/.test(url), 'https'),
  clientId: z.string().trim().min(1).max(300),
  /** What stands on the button. */
  label: z.string().trim().min(1).max(60),
  /** Nobody but administrators signs in by password any more. */
  isOnly: z.boolean(),
})
export type SignOnSettings = z.infer<typeof signOnSettings>

const state = z.object({
  settings: signOnSettings.nullable(),
  /** What is to be entered at the provider. */
  redirectUri: z.string(),
})
export type SignOnState = z.infer<typeof state>

export const getSignOn = endpoint({
  id: 'getSignOn',
  method: 'GET',
  path: '/api/v1/sign-on-settings',
  summary: 'The single sign-on; its secret is never given',
  right: 'administration',
  result: state,
})

export const saveSignOn = endpoint({
  id: 'saveSignOn',
  method: 'PATCH',
  path: '/api/v1/sign-on-settings',
  summary: 'Set up the single sign-on; the provider is asked at once whether it is there',
  right: 'administration',
  /** Without `secret` the stored one stays, as long as issuer and client are the same. */
  body: signOnSettings.extend({ secret: z.string().max(500).nullable().optional() }),
  result: state,
  errors: ['sign-on-failed'],
})

export const deleteSignOn = endpoint({
  id: 'deleteSignOn',
  method: 'DELETE',
  path: '/api/v1/sign-on-settings',
  summary: 'Go without single sign-on; passwords are good again',
  right: 'administration',
  result: state,
})

export const startSignOn = endpoint({
  id: 'startSignOn',
  method: 'POST',
  path: '/api/v1/sign-on/start',
  summary: 'Where the browser goes to sign in at the provider',
  right: 'public',
  result: z.object({ url: z.string() }),
  errors: ['sign-on-failed', 'not-found'],
})

export const finishSignOn = endpoint({
  id: 'finishSignOn',
  method: 'POST',
  path: '/api/v1/sign-on',
  summary: 'Sign in with what the provider sent the browser back with',
  right: 'public',
  /** The query of the address that the provider sent the browser to. */
  body: z.object({ answer: z.string().max(5000) }),
  result: sessionState,
  errors: ['sign-on-failed', 'sign-on-unknown', 'not-found'],
})

import { z } from 'zod'
import { rights, type Right } from '../rights.ts'
import { endpoint } from './endpoint.ts'
import { sessionState } from './session.contract.ts'

/** Accounts of staff as an administrator keeps them, and each one's own. */

export const rightName = z.enum(Object.keys(rights) as [Right, ...Right[]])
export const password = z.string().min(10).max(200)
const language = z.enum(['fr', 'en'])
const name = z.string().trim().min(1).max(200)
const id = z.coerce.number().int().positive()

export const account = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  language,
  roleId: z.int(),
  billingEntityIds: z.array(z.int()),
  /** `invited`: has never chosen a password nor come by single sign-on. */
  state: z.enum(['active', 'invited', 'inactive']),
  hasSecondFactor: z.boolean(),
  /** Linked to the company's single sign-on. */
  isLinked: z.boolean(),
  signedInAt: z.string().nullable(),
  createdAt: z.string(),
})
export type Account = z.infer<typeof account>

/** The link to hand over by hand; null when it went by mail. */
export const linkSent = z.object({ link: z.string().nullable() })

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'Every account of staff, active or not',
  right: 'administration',
  result: z.array(account),
})

export const inviteUser = endpoint({
  id: 'inviteUser',
  method: 'POST',
  path: '/api/v1/accounts',
  summary: 'Invite a user: he chooses his password by a link that is good once',
  right: 'administration',
  body: z.object({
    email: z.email().max(320),
    name,
    language,
    roleId: z.int(),
    billingEntityIds: z.array(z.int()).max(1000).optional(),
  }),
  result: z.object({ account, link: z.string().nullable() }),
  errors: ['value-not-available', 'not-found'],
})

export const changeAccount = endpoint({
  id: 'changeAccount',
  method: 'PATCH',
  path: '/api/v1/accounts/:id',
  summary: 'Change a user; his rights are the new ones from his next request on',
  right: 'administration',
  params: z.object({ id }),
  body: z.object({
    email: z.email().max(320).optional(),
    name: name.optional(),
    language: language.optional(),
    roleId: z.int().optional(),
    billingEntityIds: z.array(z.int()).max(1000).optional(),
    /** An inactive user cannot come in; his sessions and keys end. */
    isActive: z.boolean().optional(),
  }),
  result: account,
  errors: ['not-found', 'value-not-available', 'last-administrator'],
})

export const sendAccountLink = endpoint({
  id: 'sendAccountLink',
  method: 'POST',
  path: '/api/v1/accounts/:id/link',
  summary: 'Send a user a link with which he chooses a password; earlier links are void',
  right: 'administration',
  params: z.object({ id }),
  result: linkSent,
  errors: ['not-found'],
})

export const removeSecondFactor = endpoint({
  id: 'removeSecondFactor',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/second-factor',
  summary: 'Take the second factor off a user who lost it',
  right: 'administration',
  params: z.object({ id }),
  result: z.object({}),
  errors: ['not-found'],
})

export const openSession = z.object({
  id: z.int(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  isCurrent: z.boolean(),
})
export type OpenSession = z.infer<typeof openSession>

export const apiKey = z.object({
  id: z.int(),
  name: z.string(),
  /** Its first letters. */
  hint: z.string(),
  /** null: all rights of its user. */
  scopes: z.array(rightName).nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  isExpired: z.boolean(),
  lastUsedAt: z.string().nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const getAccountAccess = endpoint({
  id: 'getAccountAccess',
  method: 'GET',
  path: '/api/v1/accounts/:id/access',
  summary: 'Where a user is signed in, and his API keys',
  right: 'administration',
  params: z.object({ id }),
  result: z.object({ sessions: z.array(openSession), apiKeys: z.array(apiKey) }),
  errors: ['not-found'],
})

export const revokeAccountSessions = endpoint({
  id: 'revokeAccountSessions',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/sessions',
  summary: 'Sign a user out everywhere',
  right: 'administration',
  params: z.object({ id }),
  result: z.object({ revoked: z.int() }),
  errors: ['not-found'],
})

export const revokeAccountKey = endpoint({
  id: 'revokeAccountKey',
  method: 'DELETE',
  path: '/api/v1/accounts/:id/api-keys/:key',
  summary: 'Revoke an API key of a user',
  right: 'administration',
  params: z.object({ id, key: id }),
  result: z.object({}),
  errors: ['not-found'],
})

export const listOwnSessions = endpoint({
  id: 'listOwnSessions',
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: 'Where one is signed in',
  right: 'signed-in',
  result: z.array(openSession),
})

export const revokeOwnSession = endpoint({
  id: 'revokeOwnSession',
  method: 'DELETE',
  path: '/api/v1/me/sessions/:id',
  summary: 'End one of one’s own sessions',
  right: 'signed-in',
  params: z.object({ id }),
  result: z.object({}),
  errors: ['not-found', 'session-needed'],
})

export const changeOwnPassword = endpoint({
  id: 'changeOwnPassword',
  method: 'POST',
  path: '/api/v1/me/password',
  summary: 'Change one’s own password; one’s other sessions end',
  right: 'signed-in',
  body: z.object({ current: z.string().max(200), password }),
  result: z.object({}),
  errors: ['sign-in-refused', 'sign-in-throttled', 'session-needed'],
})

export const listOwnKeys = endpoint({
  id: 'listOwnKeys',
  method: 'GET',
  path: '/api/v1/me/api-keys',
  summary: 'One’s own API keys',
  right: 'signed-in',
  result: z.array(apiKey),
})

export const addOwnKey = endpoint({
  id: 'addOwnKey',
  method: 'POST',
  path: '/api/v1/me/api-keys',
  summary: 'Make an API key; it is shown this once',
  right: 'signed-in',
  body: z.object({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(rightName).min(1).nullable(),
    /** Days it lasts; null: until it is revoked. */
    days: z.int().min(1).max(3650).nullable(),
  }),
  result: z.object({ apiKey, secret: z.string() }),
  errors: ['session-needed'],
})

export const revokeOwnKey = endpoint({
  id: 'revokeOwnKey',
  method: 'DELETE',
  path: '/api/v1/me/api-keys/:key',
  summary: 'Revoke one of one’s own API keys',
  right: 'signed-in',
  params: z.object({ key: id }),
  result: z.object({}),
  errors: ['not-found', 'session-needed'],
})

export const getFavourites = endpoint({
  id: 'getFavourites',
  method: 'GET',
  path: '/api/v1/me/favourites',
  summary: 'One’s favourite users, to pick from (AC-4)',
  right: 'signed-in',
  result: z.object({ users: z.array(z.int()) }),
})

export const setFavourites = endpoint({
  id: 'setFavourites',
  method: 'PATCH',
  path: '/api/v1/me/favourites',
  summary: 'Choose one’s favourite users',
  right: 'signed-in',
  body: z.object({ users: z.array(z.int()).max(1000) }),
  result: z.object({ users: z.array(z.int()) }),
})

export const getSecondFactor = endpoint({
  id: 'getSecondFactor',
  method: 'GET',
  path: '/api/v1/me/second-factor',
  summary: 'Whether one signs in with a second factor',
  right: 'signed-in',
  isOpenWithoutFactor: true,
  result: z.object({ isOn: z.boolean(), isRequired: z.boolean(), recoveryCodes: z.int(), hasPassword: z.boolean() }),
})

export const startSecondFactor = endpoint({
  id: 'startSecondFactor',
  method: 'POST',
  path: '/api/v1/me/second-factor/start',
  summary: 'A new secret for one’s authenticator; nothing changes until a code of it is confirmed',
  right: 'signed-in',
  isOpenWithoutFactor: true,
  result: z.object({ secret: z.string(), uri: z.string() }),
  errors: ['session-needed'],
})

export const confirmSecondFactor = endpoint({
  id: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/v1/me/second-factor',
  summary: 'Sign in with a second factor from now on; its recovery codes are shown this once',
  right: 'signed-in',
  isOpenWithoutFactor: true,
  body: z.object({
    secret: z.string().min(16).max(128),
    code: z.string().max(20),
    password: z.string().max(200).optional(),
  }),
  result: z.object({ recoveryCodes: z.array(z.string()) }),
  errors: ['second-factor-refused', 'sign-in-refused', 'sign-in-throttled', 'session-needed'],
})

export const dropSecondFactor = endpoint({
  id: 'dropSecondFactor',
  method: 'POST',
  path: '/api/v1/me/second-factor/off',
  summary: 'Sign in without a second factor again',
  right: 'signed-in',
  body: z.object({ password: z.string().max(200).optional(), code: z.string().max(20) }),
  result: z.object({}),
  errors: ['second-factor-refused', 'second-factor-required', 'sign-in-refused', 'sign-in-throttled', 'session-needed'],
})

const token = z.string().max(200)

export const askPasswordLink = endpoint({
  id: 'askPasswordLink',
  method: 'POST',
  path: '/api/v1/one-time-links',
  summary: 'Have a link to choose a new password mailed; the answer is the same whether the e-mail is known or not',
  right: 'public',
  body: z.object({ email: z.string().max(320) }),
  result: z.object({}),
  errors: ['sign-in-throttled'],
})

export const readOneTimeLink = endpoint({
  id: 'readOneTimeLink',
  method: 'POST',
  path: '/api/v1/one-time-links/read',
  summary: 'Whose link it is, as long as it is good',
  right: 'public',
  body: z.object({ token }),
  result: z.object({ kind: z.enum(['invitation', 'password']), email: z.string(), name: z.string(), language }),
  errors: ['link-expired'],
})

export const spendOneTimeLink = endpoint({
  id: 'spendOneTimeLink',
  method: 'POST',
  path: '/api/v1/one-time-links/use',
  summary: 'Choose a password by a link; it is void afterwards, and so is every open session',
  right: 'public',
  body: z.object({ token, password }),
  result: sessionState,
  errors: ['link-expired'],
})

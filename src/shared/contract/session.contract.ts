import { z } from 'zod'
import { rights, type Right } from '../rights.ts'
import { endpoint } from './endpoint.ts'

const rightNames = Object.keys(rights) as [Right, ...Right[]]
const language = z.enum(['fr', 'en'])
const password = z.string().min(10).max(200)

export const signedInUser = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  language,
  role: z.string(),
  rights: z.array(z.enum(rightNames)),
  /** His role demands a second factor that he has yet to set up: nothing else is open to him. */
  mustSetUpFactor: z.boolean(),
  /** Who comes by single sign-on alone has none, and is not asked for it. */
  hasPassword: z.boolean(),
})
export type SignedInUser = z.infer<typeof signedInUser>

export const sessionState = z.object({
  /** `setup`: no user exists yet, the administrator is to be created. */
  state: z.enum(['setup', 'signed-out', 'signed-in']),
  user: signedInUser.nullable(),
  /** The company's single sign-on: what stands on its button, and whether it is the only way in. */
  signOn: z.object({ label: z.string(), isOnly: z.boolean() }).nullable(),
  version: z.string(),
  /** Told to the first administrator only, while in `setup`. */
  dataDir: z.string().nullable(),
})
export type SessionState = z.infer<typeof sessionState>

export const getSession = endpoint({
  id: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is signed in, and whether the installation is still to be set up',
  right: 'public',
  result: sessionState,
})

export const setUp = endpoint({
  id: 'setUp',
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Create the first administrator and sign in; offered once',
  right: 'public',
  body: z.object({
    email: z.email(),
    name: z.string().trim().min(1).max(200),
    password,
    language,
    withSampleData: z.boolean(),
  }),
  result: sessionState,
  errors: ['already-set-up'],
})

export const signIn = endpoint({
  id: 'signIn',
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Sign in with e-mail and password',
  right: 'public',
  /** `code`: of the authenticator, or a recovery code, from who has a second factor. */
  body: z.object({ email: z.string().max(320), password: z.string().max(200), code: z.string().max(40).optional() }),
  result: sessionState,
  errors: ['sign-in-refused', 'sign-in-throttled', 'second-factor-needed', 'second-factor-refused', 'sign-on-only'],
})

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out',
  right: 'signed-in',
  isOpenWithoutFactor: true,
  result: z.object({}),
})

export const updateMe = endpoint({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change one’s own name and language',
  right: 'signed-in',
  isOpenWithoutFactor: true,
  body: z.object({ language: language.optional(), name: z.string().trim().min(1).max(200).optional() }),
  result: signedInUser,
})

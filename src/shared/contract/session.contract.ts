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
})
export type SignedInUser = z.infer<typeof signedInUser>

export const sessionState = z.object({
  /** `setup`: no user exists yet, the administrator is to be created. */
  state: z.enum(['setup', 'signed-out', 'signed-in']),
  user: signedInUser.nullable(),
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
  body: z.object({ email: z.string().max(320), password: z.string().max(200) }),
  result: sessionState,
  errors: ['sign-in-refused', 'sign-in-throttled'],
})

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out',
  right: 'signed-in',
  result: z.object({}),
})

export const updateMe = endpoint({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change one’s own language',
  right: 'signed-in',
  body: z.object({ language }),
  result: signedInUser,
})

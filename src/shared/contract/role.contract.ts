import { z } from 'zod'
import { rightName } from './account.contract.ts'
import { endpoint } from './endpoint.ts'

const label = z.string().trim().min(1).max(100)

export const role = z.object({
  id: z.int(),
  code: z.string(),
  label: z.object({ fr: z.string(), en: z.string() }),
  rights: z.array(rightName),
  requiresSecondFactor: z.boolean(),
  /** Comes with Rafale; the administrator's rights are all there are. */
  isSupplied: z.boolean(),
  /** Active users who have it. */
  users: z.int(),
})
export type Role = z.infer<typeof role>

const params = z.object({ id: z.coerce.number().int().positive() })
const body = z.object({
  label: z.object({ fr: label, en: label }),
  rights: z.array(rightName),
  requiresSecondFactor: z.boolean(),
})

export const listRoles = endpoint({
  id: 'listRoles',
  method: 'GET',
  path: '/api/v1/roles',
  summary: 'Every role with its rights',
  right: 'administration',
  result: z.array(role),
})

export const addRole = endpoint({
  id: 'addRole',
  method: 'POST',
  path: '/api/v1/roles',
  summary: 'Add a role',
  right: 'administration',
  body,
  result: role,
  errors: ['value-not-available'],
})

export const changeRole = endpoint({
  id: 'changeRole',
  method: 'PATCH',
  path: '/api/v1/roles/:id',
  summary: 'Change a role; its users have the new rights from their next request on',
  right: 'administration',
  params,
  body: body.partial(),
  result: role,
  errors: ['not-found', 'role-fixed', 'last-administrator', 'value-not-available'],
})

export const deleteRole = endpoint({
  id: 'deleteRole',
  method: 'DELETE',
  path: '/api/v1/roles/:id',
  summary: 'Delete a role that nobody has',
  right: 'administration',
  params,
  result: z.object({}),
  errors: ['not-found', 'role-fixed', 'role-in-use'],
})

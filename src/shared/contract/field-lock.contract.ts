import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'

/** How a change comes: typed in a form, by the API with a key, from an import, by a journal. */
export const changeSources = ['form', 'api', 'import', 'journal'] as const
export type ChangeSource = (typeof changeSources)[number]

/** A field that existing records keep, whatever a role (null: any) brings through a source (null: any). */
export const fieldLock = z.object({
  entity: z.enum(entityNames),
  field: z.string(),
  role: z.int().nullable(),
  source: z.enum(changeSources).nullable(),
})
export type FieldLock = z.infer<typeof fieldLock>

export const getFieldLocks = endpoint({
  id: 'getFieldLocks',
  method: 'GET',
  path: '/api/v1/field-locks',
  summary: 'Fields that are locked, by role and by source (FC-4)',
  right: 'administration',
  result: z.array(fieldLock),
})

export const setFieldLocks = endpoint({
  id: 'setFieldLocks',
  method: 'POST',
  path: '/api/v1/field-locks',
  summary: 'Put these field locks in place of those there are',
  right: 'administration',
  body: z.object({ locks: z.array(fieldLock).max(1000) }),
  result: z.array(fieldLock),
  errors: ['field-unknown', 'not-found'],
})

export const getLockedFields = endpoint({
  id: 'getLockedFields',
  method: 'GET',
  path: '/api/v1/field-locks/mine',
  summary: 'Fields of existing records that one may not change in a form, as entity.field',
  right: 'signed-in',
  result: z.array(z.string()),
})

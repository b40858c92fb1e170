import { z } from 'zod'
import { customFieldEntities, customFieldTabs, customFieldTypes } from '../catalogue/custom-field.ts'
import { endpoint } from './endpoint.ts'

const label = z.object({ fr: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) })
const help = z.object({ fr: z.string().trim().max(500), en: z.string().trim().max(500) }).nullable()

export const customFieldSchema = z.object({
  id: z.int(),
  entity: z.enum(customFieldEntities),
  key: z.string(),
  type: z.enum(customFieldTypes),
  tab: z.enum(customFieldTabs),
  label,
  help,
  target: z.enum(['user', 'company', 'billingEntity']).nullable(),
  isRequired: z.boolean(),
  isRetired: z.boolean(),
})

export const getCustomFields = endpoint({
  id: 'getCustomFields',
  method: 'GET',
  path: '/api/v1/custom-fields',
  summary: 'The fields made at run time (FC-3), in order; retired ones too',
  right: 'signed-in',
  result: z.array(customFieldSchema),
})

export const addCustomField = endpoint({
  id: 'addCustomField',
  method: 'POST',
  path: '/api/v1/custom-fields',
  summary: 'Add a field to companies or contacts; its key is made of its French label when none is given',
  right: 'administration',
  body: customFieldSchema.omit({ id: true, key: true, isRetired: true }).extend({
    key: z
      .string()
      .regex(/^x[A-Z0-9][A-Za-z0-9]{0,40}$/)
      .optional(),
    /** The first values of the field's own list, for a choice. */
    values: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
  }),
  result: customFieldSchema,
  errors: ['custom-field-exists', 'busy-elsewhere'],
})

export const changeCustomField = endpoint({
  id: 'changeCustomField',
  method: 'PATCH',
  path: '/api/v1/custom-fields/:id',
  summary: 'Rename, move, retire or bring back a field made at run time; its type and key stay',
  right: 'administration',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: customFieldSchema.pick({ tab: true, label: true, help: true, isRequired: true, isRetired: true }).partial(),
  result: customFieldSchema,
  errors: ['not-found', 'custom-field-exists'],
})

export const orderCustomFields = endpoint({
  id: 'orderCustomFields',
  method: 'POST',
  path: '/api/v1/custom-fields/order',
  summary: 'Put fields made at run time in this order',
  right: 'administration',
  body: z.object({ ids: z.array(z.int().positive()).min(1).max(500) }),
  result: z.array(customFieldSchema),
})
